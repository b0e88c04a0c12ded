import { splitEmail } from '../../domain/email.ts';
import type { DomainClasses } from '../../domain/owners/domain-classes.ts';
import { accountByRow, accountsOfPeople, LOOSE, type StoredAccount, VISIBLE } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';

/** What changed in the roster. */
export interface RosterChange {
  /** People whose record changed, and every person who has an address or username that changed hands. */
  readonly people: readonly number[];
  /** Addresses that came or went, normalised. */
  readonly emails: readonly string[];
  readonly usernamesChanged: boolean;
}

/**
 * The visible accounts whose verdict the change may affect: those of the people, and those without a firm owner to which one of
 * the addresses could lead. It may return a few too many, never too few.
 */
export function affectedAccounts(
  store: Store,
  change: RosterChange,
  domains: DomainClasses,
): readonly StoredAccount[] {
  const found = new Map<number, StoredAccount>();
  for (const stored of accountsOfPeople(store, change.people)) found.set(stored.row, stored);

  const rows = new Set<number>();
  const collect = (where: string, ...values: unknown[]) => {
    const ids = store.sqlite
      .prepare(`SELECT id FROM account WHERE ${LOOSE} AND ${where} AND ${VISIBLE}`)
      .pluck()
      .all(...values);
    for (const id of ids as number[]) rows.add(id);
  };
  for (const email of new Set(change.emails.flatMap((email) => [email, ...domains.variants(email)]))) {
    const { local, domain } = splitEmail(email);
    collect('email = ?', email);
    // With a tag, whatever follows it: `eva+figma@acme.com`, and as a guest `eva+figma_acme.com#ext#@…`.
    collect('email >= ? AND email < ?', `${local}+`, `${local},`);
    collect('email >= ? AND email < ?', `${local}_${domain}#ext#@`, `${local}_${domain}#ext#A`);
  }
  if (change.emails.length > 0) collect('emails IS NOT NULL');
  if (change.emails.length > 0 || change.usernamesChanged) collect('email IS NULL');
  for (const row of rows) {
    const stored = found.has(row) ? null : accountByRow(store, row);
    if (stored !== null) found.set(row, stored);
  }
  return [...found.values()];
}
