import type { Account } from '../../domain/account.ts';
import type { HeldSet } from '../../domain/licenses/holders.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import {
  FACT_COLUMNS,
  FACTS,
  PRINT,
  printOf,
  type Values,
  VERDICT_COLUMNS,
  writeFacts,
} from '../accounts/account-facts.ts';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';
import { type Source, saveTotals, sourceById } from '../sources/sources.ts';

/**
 * Stages one account as the app has just shown it, in addition to the last accepted read; `applyAccountChanges` makes it visible. Its
 * verdict stays, and is worked out again afterwards. Must be called inside the transaction that applies it.
 */
export function stageSeen(store: Store, row: number, run: number, account: Account): void {
  const facts: Values = [];
  writeFacts(account, facts, 0);
  facts[PRINT] = printOf(facts, 0);
  const holders = Array.from({ length: FACTS }, () => '?').join(', ');
  store.sqlite
    .prepare(
      `INSERT OR REPLACE INTO account_change (account, run, ${FACT_COLUMNS}, ${VERDICT_COLUMNS})
       SELECT id, ?, ${holders}, ${VERDICT_COLUMNS} FROM account WHERE id = ?`,
    )
    .run(run, ...facts, row);
}

/** The licenses of the app that an account holds; `null` if it holds no seat. */
type Holding = Pick<Account, 'licenses'> | null;

/** Corrects the counts of an app's last read after one account was seen to be gone, or to hold other licenses. */
export function recountSeen(
  store: Store,
  { id }: Pick<Source, 'id'>,
  { before, after, gone }: { readonly before: Holding; readonly after: Holding; readonly gone: boolean },
): void {
  const source = sourceById(store, id);
  if (source === null) return;
  const held = source.numbers.held === null ? null : shifted(source.numbers.held, before, after);
  const total = source.numbers.total - (gone ? 1 : 0);
  saveTotals(store, source.id, { total, held });
  bumpVersion(store, `accounts:${source.id}`);
}

function shifted(held: readonly HeldSet[], before: Holding, after: Holding): readonly HeldSet[] {
  const key = (licenses: readonly string[]) => JSON.stringify(licenses.map(licenseName).sort());
  const changed = (sets: readonly HeldSet[], licenses: readonly string[], by: number) => {
    if (licenses.length === 0) return sets;
    const at = sets.findIndex((set) => key(set.licenses) === key(licenses));
    if (at < 0) return by > 0 ? [...sets, { licenses, count: by }] : sets;
    return sets.map((set, place) => (place === at ? { ...set, count: Math.max(0, set.count + by) } : set));
  };
  const without = before === null ? held : changed(held, before.licenses, -1);
  return (after === null ? without : changed(without, after.licenses, 1)).filter(({ count }) => count > 0);
}
