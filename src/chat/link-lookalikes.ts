/** Whether a link has to say where it leads: it has no name, or it calls itself by another address. */
export function isDisguised(name: string, url: string): boolean {
  return name === '' || (/:\/\/|^www\./i.test(name) && name !== url);
}
