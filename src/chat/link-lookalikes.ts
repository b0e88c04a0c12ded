/** Whether a link must show its address: it has no name, or its name looks like another address. */
export function isDisguised(name: string, url: string): boolean {
  return name === '' || (/:\/\/|^www\./i.test(name) && name !== url);
}
