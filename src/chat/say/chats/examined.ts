/** One thing `doctor` checked. */
export interface Examined {
  readonly name: string;
  /** `unsure`: it could not be checked, or only the admin can tell. */
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  /** The same in a few words, where `found` is too long for a cell of a table. */
  readonly short?: string;
  /** What to do about it; `null` when all is well. */
  readonly fix: string | null;
}

export const good = (name: string, found: string): Examined => ({ name, state: 'good', found, fix: null });
export const bad = (name: string, found: string, fix: string): Examined => ({
  name,
  state: 'bad',
  found,
  fix,
});
export const unsure = (name: string, found: string, fix: string): Examined => ({
  name,
  state: 'unsure',
  found,
  fix,
});

/** The address under which a platform's servers call this machine, and whether it was reached from here. */
export interface OwnAddress {
  /** As the admin set it; `null` when it is not set. */
  readonly baseUrl: string | null;
  /** The HTTP status that its health page answered with; `null` when it did not, or was not asked. */
  readonly status: number | null;
}

/** Where the service answers 200 below its base address. */
export function healthPage(baseUrl: string): string {
  return `${baseUrl}/healthz`;
}
