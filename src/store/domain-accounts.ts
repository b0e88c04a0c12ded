import { LOOSE, VISIBLE } from './accounts.ts';
import { hint } from './bulk.ts';
import type { Store } from './open.ts';

const like = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Whether an account has an address at one of the domains, also as the home of a guest. */
function atDomains(domains: readonly string[]): { where: string; values: readonly string[] } {
  const one =
    "(email LIKE ? ESCAPE '\\' OR email LIKE ? ESCAPE '\\' OR emails LIKE ? ESCAPE '\\' OR emails LIKE ? ESCAPE '\\' OR (email IS NULL AND username LIKE ? ESCAPE '\\'))";
  return {
    where: domains.map(() => one).join(' OR '),
    values: domains
      .map(like)
      .flatMap((d) => [`%@${d}`, `%\\_${d}#ext#@%`, `%@${d}"%`, `%\\_${d}#ext#@%`, `%@${d}`]),
  };
}

/** The visible accounts whose owner depends on what these domains mean: those without one, and those found by a weak rule. */
export function looseAccountsAt(store: Store, domains: readonly string[]): readonly number[] {
  const { where, values } = atDomains(domains);
  const ids = store.sqlite
    .prepare(
      `SELECT id FROM account ${hint(store, 'account_loose')} WHERE ${LOOSE} AND (${where}) AND ${VISIBLE}`,
    )
    .pluck()
    .all(...values) as number[];
  return ids.sort((a, b) => a - b);
}

/** How many of the accounts that nobody owns and nobody knows have an address at the domain. */
export function countUnownedAt(store: Store, domain: string): number {
  const { where, values } = atDomains([domain]);
  return store.sqlite
    .prepare(
      `SELECT count(*) FROM account ${hint(store, 'account_loose')}
       WHERE ${LOOSE} AND person IS NULL AND known = 0 AND (${where}) AND ${VISIBLE}`,
    )
    .pluck()
    .get(...values) as number;
}
