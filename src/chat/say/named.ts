/** A person as answers name them. */
export interface Named {
  readonly name: string;
  readonly email: string | null;
}

/** `Ana Smith (ana@acme.example)` */
export function namedText({ name, email }: Named): string {
  return email === null ? name : `${name} (${email})`;
}
