/** How a form shows a person of the roster. */
export function personLabel({ name, email }: { name: string; email: string | null }): string {
  return email === null ? name : `${name} · ${email}`;
}
