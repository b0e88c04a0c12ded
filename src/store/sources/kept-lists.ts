import { and, eq, inArray, lt, notInArray, or } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { KeptList, ListToKeep } from '../../domain/kept/kept-list.ts';
import type { Store } from '../db/open.ts';
import { keptList, keptPage } from './schema.ts';

/** The list that the last complete read of a source left; `null` where there is none. */
export function keptListOf(store: Store, source: number): KeptList | null {
  const found = store.db.select().from(keptList).where(eq(keptList.source, source)).get();
  if (found === undefined) return null;
  const { run, state, wholeAt } = found;
  return {
    state,
    wholeAt,
    current: lastEndedRun(store, source) === run,
    page(number) {
      const at = and(eq(keptPage.source, source), eq(keptPage.number, number));
      return store.db.select({ rows: keptPage.rows }).from(keptPage).where(at).get()?.rows ?? null;
    },
  };
}

/** Call it in the transaction that seals the run. `null`: the next read begins from nothing. */
export function keepList(store: Store, source: number, run: number, kept: ListToKeep | null): void {
  if (kept === null || kept.whole) forget(store, [source]);
  if (kept === null) return;
  const { state, wholeAt } = kept;
  store.db
    .insert(keptList)
    .values({ source, run, state, wholeAt })
    .onConflictDoUpdate({ target: keptList.source, set: { run, state, wholeAt } })
    .run();
  for (const [number, packed] of kept.pages) {
    const rows = Buffer.from(packed);
    store.db
      .insert(keptPage)
      .values({ source, number, rows })
      .onConflictDoUpdate({ target: [keptPage.source, keptPage.number], set: { rows } })
      .run();
  }
}

/** Deletes the lists of all sources but these, and those that were last read in whole before that moment. */
export function forgetKeptLists(store: Store, except: readonly number[], before: Instant): void {
  const old = store.db
    .select({ source: keptList.source })
    .from(keptList)
    .where(or(notInArray(keptList.source, [...except]), lt(keptList.wholeAt, before)))
    .all();
  if (old.length === 0) return;
  store.write(() =>
    forget(
      store,
      old.map(({ source }) => source),
    ),
  );
}

function forget(store: Store, sources: readonly number[]): void {
  store.db
    .delete(keptPage)
    .where(inArray(keptPage.source, [...sources]))
    .run();
  store.db
    .delete(keptList)
    .where(inArray(keptList.source, [...sources]))
    .run();
}

/** A read that is under way, or waits to be recovered, has not ended. */
function lastEndedRun(store: Store, source: number): number | null {
  const last = "SELECT max(id) FROM run WHERE source = ? AND status <> 'reading'";
  return store.sqlite.prepare(last).pluck().get(source) as number | null;
}
