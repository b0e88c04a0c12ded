import type { Account } from '../account.ts';
import type { ProtectedBy } from './operation.ts';

/** One entry of `protect:` in seatkeeper.yaml. */
export type ProtectEntry =
  | { readonly person: string }
  | { readonly app: string; readonly account: string }
  | { readonly group: string }
  | { readonly role: string; readonly app?: string | undefined };

export interface Protectable {
  readonly app: string;
  readonly account: Pick<Account, 'id' | 'emails' | 'username' | 'role'>;
  /** Its owner, with every address of theirs; `null` where it has none. */
  readonly person: { readonly addresses: readonly string[]; readonly groups: readonly string[] } | null;
}

/** Which entry of the list protects the account; `null` for none. */
export function listedBy(list: readonly ProtectEntry[], subject: Protectable): ProtectedBy | null {
  const entry = list.find((one) => isMeant(one, subject));
  return entry === undefined ? null : { rule: 'listed', entry: entryText(entry) };
}

function isMeant(entry: ProtectEntry, { app, account, person }: Protectable): boolean {
  // The address also protects an account whose owner is not known.
  if ('person' in entry) return [...account.emails, ...(person?.addresses ?? [])].includes(entry.person);
  if ('group' in entry) return (person?.groups ?? []).some((group) => sameWord(group, entry.group));
  if ('role' in entry)
    return (
      (entry.app === undefined || entry.app === app) &&
      rolesOf(account.role ?? '').some((role) => sameWord(role, entry.role))
    );
  const { id, emails, username } = account;
  return (
    entry.app === app &&
    (id === entry.account || [...emails, username ?? ''].some((name) => sameWord(name, entry.account)))
  );
}

/** The roles of an account that has several: `member; Org Owner`. */
export function rolesOf(role: string): readonly string[] {
  return role.split(/[,;|]/).map((one) => one.trim());
}

export function sameWord(one: string, other: string): boolean {
  return one.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** As it is written in seatkeeper.yaml: `group: Board`. */
export function entryText(entry: ProtectEntry): string {
  return Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}
