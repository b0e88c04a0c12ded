import { splitEmail } from '../../domain/email.ts';
import type { DomainClasses } from '../../domain/owners/domain-classes.ts';
import { EMPLOYEE_NUMBER_NAMES } from '../../domain/owners/employee-number.ts';
import { accountByRow, accountsOfPeople, LOOSE, type StoredAccount, VISIBLE } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';

/** What changed in the roster. */
export interface RosterChange {
  /** People whose record changed, and every person who has an address or username that changed hands. */
  readonly people: readonly number[];
  /** Addresses that came or went, normalised. */
  readonly emails: readonly string[];
  /** Usernames that came or went, normalised. */
  readonly usernames: readonly string[];
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
  const names = [...change.usernames, ...change.emails];
  if (names.length > 0) {
    collect('email IS NULL');
    const json = JSON.stringify(names);
    collect(`email IS NOT NULL AND ${BY_NAME} AND ${CALLED}`, json, json);
  }
  for (const row of rows) {
    const stored = found.has(row) ? null : accountByRow(store, row);
    if (stored !== null) found.set(row, stored);
  }
  return [...found.values()];
}

/** A username decides nothing about accounts that their address led to somebody. */
const BY_NAME = "(person IS NULL OR rule IN ('username', 'earlier-match'))";
/** Whether the account's username or employee number is one of these. */
const CALLED = `((username IS NOT NULL AND normalise_text(username) IN (SELECT value FROM json_each(?)))
  OR (columns IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(columns) own
    WHERE own.key IN (${[...EMPLOYEE_NUMBER_NAMES].map((name) => `'${name}'`).join(', ')})
      AND normalise_text(own.value) IN (SELECT value FROM json_each(?)))))`;
