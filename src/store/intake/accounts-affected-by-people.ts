import type { ColumnValue } from '../../domain/account.ts';
import { splitEmail } from '../../domain/email.ts';
import type { DomainClasses } from '../../domain/owners/domain-classes.ts';
import { lookupKeys } from '../../domain/owners/identifiers.ts';
import { emailsOf } from '../accounts/account-facts.ts';
import { accountByRow, accountsOfPeople, LOOSE, type StoredAccount, VISIBLE } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

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
  const collect = (sql: string, ...values: unknown[]) => {
    const ids = prepared(store, sql)
      .pluck()
      .all(...values);
    for (const id of ids as number[]) rows.add(id);
  };
  for (const email of new Set(change.emails.flatMap((email) => [email, ...domains.variants(email)]))) {
    const { local, domain } = splitEmail(email);
    collect(AT, email);
    // With a tag, whatever follows it: `eva+figma@acme.com`, and as a guest `eva+figma_acme.com#ext#@…`.
    collect(BETWEEN, `${local}+`, `${local},`);
    collect(BETWEEN, `${local}_${domain}#ext#@`, `${local}_${domain}#ext#A`);
  }
  const wanted = new Set([...change.usernames, ...change.emails]);
  if (wanted.size > 0) for (const id of leadingTo(store, wanted, domains)) rows.add(id);
  for (const row of rows) {
    const stored = found.has(row) ? null : accountByRow(store, row);
    if (stored !== null) found.set(row, stored);
  }
  return [...found.values()];
}

/** How many accounts these people have, counted up to `most`. */
export function ownedBy(store: Store, people: readonly number[], most: number): number {
  return store.sqlite
    .prepare(
      'SELECT count(*) FROM (SELECT 1 FROM account WHERE person IN (SELECT value FROM json_each(?)) AND gone_at IS NULL LIMIT ?)',
    )
    .pluck()
    .get(JSON.stringify(people), most) as number;
}

/**
 * The accounts that one of the addresses and usernames could lead to through something other than their first address. No index holds their
 * other names, so all accounts are scanned; only the ones found are read completely.
 */
function* leadingTo(store: Store, wanted: ReadonlySet<string>, domains: DomainClasses): Iterable<number> {
  for (const row of prepared(store, CALLED_OTHERWISE).iterate() as Iterable<Called>) {
    const columns = row.columns === null ? {} : (JSON.parse(row.columns) as Record<string, ColumnValue>);
    const called = { emails: emailsOf(row.email, row.emails), username: row.username, columns };
    if (lookupKeys(called, domains).some((key) => wanted.has(key))) yield row.id;
  }
}

interface Called {
  readonly id: number;
  readonly email: string | null;
  readonly emails: string | null;
  readonly username: string | null;
  readonly columns: string | null;
}

const IDS = `SELECT id FROM account WHERE ${LOOSE} AND ${VISIBLE}`;
const AT = `${IDS} AND email = ?`;
const BETWEEN = `${IDS} AND email >= ? AND email < ?`;
/**
 * A username decides nothing about accounts that an address already led to somebody. Rows are read in their own order: by an index, most
 * would be fetched from different pages.
 */
const CALLED_OTHERWISE = `SELECT id, email, emails, username, columns FROM account NOT INDEXED
  WHERE ${LOOSE} AND ${VISIBLE} AND (emails IS NOT NULL OR email IS NULL OR (
    (username IS NOT NULL OR columns IS NOT NULL) AND (person IS NULL OR rule IN ('username', 'earlier-match'))))`;
