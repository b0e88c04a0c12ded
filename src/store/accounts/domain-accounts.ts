import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { LOOSE, VISIBLE } from './accounts.ts';

/**
 * The visible accounts with an address at one of the domains, or of a guest from there, whose owner depends on domain rules:
 * those without an owner, and those matched by a weak rule. One query per domain and form, so that each can use an index.
 */
export function looseAccountsAt(store: Store, domains: readonly string[]): readonly number[] {
  return rowsAt(store, domains, '1');
}

/** How many of the accounts that have no owner and are not marked as known have an address at the domain. */
export function countUnownedAt(store: Store, domain: string): number {
  return rowsAt(store, [domain], 'person IS NULL AND known = 0').length;
}

/** The domains of the main addresses, or else the usernames, of accounts that have no owner and are not marked as known. */
export function unownedDomains(store: Store): ReadonlySet<string> {
  const domains = store.sqlite
    .prepare(
      `SELECT DISTINCT substr(address, instr(address, '@') + 1) FROM (SELECT coalesce(email, lower(username)) AS address FROM account WHERE person IS NULL AND known = 0 AND ${VISIBLE}) WHERE instr(address, '@') > 0`,
    )
    .pluck()
    .all() as string[];
  return new Set(domains);
}

function rowsAt(store: Store, domains: readonly string[], more: string): readonly number[] {
  const loose = indexHint(store, 'account_loose');
  const rows = new Set<number>();
  const collect = (index: string, where: string, pattern: string) => {
    const ids = store.sqlite
      .prepare(`SELECT id FROM account ${index} WHERE ${LOOSE} AND ${where} AND ${more} AND ${VISIBLE}`)
      .pluck()
      .all(pattern);
    for (const id of ids as number[]) rows.add(id);
  };
  for (const domain of domains) {
    const d = domain.replace(/[\\%_]/g, '\\$&');
    for (const pattern of [`%@${d}`, `%\\_${d}#ext#@%`]) collect(loose, "email LIKE ? ESCAPE '\\'", pattern);
    for (const pattern of [`%@${d}"%`, `%\\_${d}#ext#@%`])
      collect('', "emails IS NOT NULL AND emails LIKE ? ESCAPE '\\'", pattern);
    collect(loose, "email IS NULL AND username LIKE ? ESCAPE '\\'", `%@${d}`);
  }
  return [...rows].sort((a, b) => a - b);
}
