import { and, eq } from 'drizzle-orm';
import type { HeldSet } from '../domain/holders.ts';
import type { Money } from '../domain/money.ts';
import type { Store } from './open.ts';
import { source } from './schema.ts';

export type SourceKind = 'app' | 'roster';

/** Counted while a run reads, because counting a million rows later is slow. */
export interface SourceNumbers {
  /** Accounts or people in the sealed run. */
  readonly total: number;
  /** Accounts not used for the app's idle days, counted on the day of the run; `null` when the app gives no activity. */
  readonly idle: number | null;
  /** What the seats of people who left or are inactive cost a month. */
  readonly atStake: Money;
  /** What matching depended on (aliases, domains, rules): when it differs, every account is assessed anew. */
  readonly policy: string;
  /** Which licences accounts that are a seat hold, counted by set; `null` when it was not counted. */
  readonly held: readonly HeldSet[] | null;
}

export interface Source {
  readonly id: number;
  readonly kind: SourceKind;
  readonly name: string;
  /** The run whose data is shown; 0 before the first. */
  readonly sealedRun: number;
  readonly dataAt: string | null;
  readonly numbers: SourceNumbers;
}

const NO_NUMBERS: SourceNumbers = { total: 0, idle: null, atStake: {}, policy: '', held: null };

export function ensureSource(store: Store, kind: SourceKind, name: string): Source {
  return (
    findSource(store, kind, name) ??
    store.write(() => {
      store.db.insert(source).values({ kind, name }).onConflictDoNothing().run();
      const made = findSource(store, kind, name);
      if (made === null) throw new Error(`source ${kind}:${name} vanished`);
      return made;
    })
  );
}

export function findSource(store: Store, kind: SourceKind, name: string): Source | null {
  const row = store.db
    .select()
    .from(source)
    .where(and(eq(source.kind, kind), eq(source.name, name)))
    .get();
  return row === undefined ? null : toSource(row);
}

export function sourceById(store: Store, id: number): Source | null {
  const row = store.db.select().from(source).where(eq(source.id, id)).get();
  return row === undefined ? null : toSource(row);
}

export function listSources(store: Store): readonly Source[] {
  return store.db.select().from(source).all().map(toSource);
}

/** Kept with the source because adding it up takes long in a large app. Inside the transaction that changed the findings. */
export function saveAtStake(store: Store, id: number, atStake: Money): void {
  const numbers = sourceById(store, id)?.numbers ?? NO_NUMBERS;
  store.db
    .update(source)
    .set({ numbers: JSON.stringify({ ...numbers, atStake }) })
    .where(eq(source.id, id))
    .run();
}

/** Makes a run's data the picture that is shown. */
export function sealSource(
  store: Store,
  id: number,
  run: number,
  dataAt: string,
  numbers: SourceNumbers,
): void {
  store.db
    .update(source)
    .set({ sealedRun: run, dataAt, numbers: JSON.stringify(numbers) })
    .where(eq(source.id, id))
    .run();
}

function toSource(row: typeof source.$inferSelect): Source {
  return { ...row, numbers: { ...NO_NUMBERS, ...(JSON.parse(row.numbers) as Partial<SourceNumbers>) } };
}
