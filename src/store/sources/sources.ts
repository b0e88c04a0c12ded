import { and, eq, sql } from 'drizzle-orm';
import type { DataOrigin } from '../../domain/data-age.ts';
import type { Instant } from '../../domain/day.ts';
import type { Drift } from '../../domain/groups.ts';
import type { HeldSet } from '../../domain/licenses/holders.ts';
import type { SeatGroup } from '../../domain/money/bucket.ts';
import type { Money } from '../../domain/money/money.ts';
import type { FactCounts } from '../../domain/sync/facts.ts';
import type { SetAsideTold } from '../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import type { Withheld } from '../../domain/sync/withheld.ts';
import type { Store } from '../db/open.ts';
import { preparedQuery } from '../db/prepared.ts';
import { bumpVersion } from '../db/versions.ts';
import { type RunCounts, runById } from './runs.ts';
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
  /** The part of it that waits for a decision, without snoozed findings; `null` in a database of an earlier version, before its next sync. */
  readonly openStake: Money | null;
  /** What groups grant, compared with what people have; `null` before it was first counted, or when no group grants the app. */
  readonly drift: (Drift & { readonly version: string }) | null;
  /** What matching depended on (aliases, domains, rules): when it differs, every account is assessed again. */
  readonly policy: string;
  /** The seats of an app by licenses and bucket, see flows/money/count-seats.ts; `null` before they were counted. */
  readonly seats: SeatNumbers | null;
  /** How many seats hold which set of licenses; `null` when it was not counted. */
  readonly held: readonly HeldSet[] | null;
  /** What the rows of the sealed run told; `null` before it was counted. */
  readonly facts: FactCounts | null;
  /** The number in seatkeeper.yaml that an accepted read has met, or an admin has overruled; `null` when there was none. */
  readonly expected: number | null;
  /** Since when no read was accepted, and when the admins were last told so; `null` while all is well. */
  readonly trouble: TroubleTold | null;
  /** The rows that the sealed run set aside; `null` when it read every row. */
  readonly setAside: SetAsideTold | null;
  /** The columns that the sealed run did not use; `null` when there were none. */
  readonly unused: UnusedColumns | null;
  /** What the last read cost, accepted or not; `null` for files, and before it was counted. */
  readonly usage: Usage | null;
  /** What is missing from the sealed run because of a plan or a missing right. */
  readonly withheld: readonly Withheld[];
  /** The company's mail domains as the app has them, the main one first; empty for one that does not tell. */
  readonly domains: readonly string[];
  /** A text that identifies what the sealed run read; `null` if only reading tells whether a list has changed. */
  readonly content: string | null;
  /** Where and when the sealed run read; `null` in a database of an earlier version, before its next sync. */
  readonly origin: DataOrigin | null;
}

export interface TroubleTold {
  readonly since: Instant;
  readonly told: Instant;
}

export interface SeatNumbers {
  readonly groups: readonly SeatGroup[];
  /** The version of the data they were counted from: when it differs, they are counted again. */
  readonly version: string;
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

const NO_NUMBERS: SourceNumbers = {
  total: 0,
  idle: null,
  atStake: {},
  openStake: null,
  drift: null,
  policy: '',
  seats: null,
  held: null,
  facts: null,
  expected: null,
  trouble: null,
  setAside: null,
  unused: null,
  usage: null,
  withheld: [],
  domains: [],
  content: null,
  origin: null,
};

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

/** The same for many of a kind at once, in the order of their names. */
export function ensureSources(store: Store, kind: SourceKind, names: readonly string[]): readonly Source[] {
  const known = new Map(
    listSources(store).flatMap((one) => (one.kind === kind ? [[one.name, one] as const] : [])),
  );
  const all = () => names.map((name) => known.get(name) ?? ensureSource(store, kind, name));
  return names.every((name) => known.has(name)) ? all() : store.write(all);
}

const byName = preparedQuery(({ db }) =>
  db
    .select()
    .from(source)
    .where(and(eq(source.kind, sql.placeholder('kind')), eq(source.name, sql.placeholder('name'))))
    .prepare(),
);
const byId = preparedQuery(({ db }) =>
  db
    .select()
    .from(source)
    .where(eq(source.id, sql.placeholder('id')))
    .prepare(),
);

export function findSource(store: Store, kind: SourceKind, name: string): Source | null {
  const row = byName(store).get({ kind, name });
  return row === undefined ? null : toSource(row);
}

export function sourceById(store: Store, id: number): Source | null {
  const row = byId(store).get({ id });
  return row === undefined ? null : toSource(row);
}

export function listSources(store: Store): readonly Source[] {
  return store.db.select().from(source).all().map(toSource);
}

/** Kept with the source because adding it up takes long in a large app. Call it in the transaction that changed the findings. */
export function saveAtStake(store: Store, id: number, atStake: Money, openStake: Money): void {
  saveNumbers(store, id, { atStake, openStake });
}

/** The same for the counts of its seats. */
export function saveSeatNumbers(store: Store, id: number, seats: SeatNumbers): void {
  saveNumbers(store, id, { seats });
}

export function saveDrift(store: Store, id: number, drift: SourceNumbers['drift']): void {
  saveNumbers(store, id, { drift });
}

export function saveTrouble(store: Store, id: number, trouble: TroubleTold): void {
  saveNumbers(store, id, { trouble });
}

/** How many accounts there are, and what they hold, after one of them was seen to have changed since the last read. */
export function saveTotals(store: Store, id: number, totals: Pick<SourceNumbers, 'total' | 'held'>): void {
  saveNumbers(store, id, totals);
}

/** What the last read cost, also when it was not accepted. */
export function saveUsage(store: Store, id: number, usage: Usage): void {
  saveNumbers(store, id, { usage });
}

/** A run that becomes visible. */
export interface SealedRun {
  readonly run: number;
  readonly dataAt: string;
  readonly counts: Pick<RunCounts, 'added' | 'changed' | 'gone' | 'file'>;
}

function saveNumbers(store: Store, id: number, changed: Partial<SourceNumbers>): void {
  const numbers = sourceById(store, id)?.numbers ?? NO_NUMBERS;
  store.db
    .update(source)
    .set({ numbers: JSON.stringify({ ...numbers, ...changed }) })
    .where(eq(source.id, id))
    .run();
}

/**
 * Makes a run's data the visible snapshot of its source, inside the transaction that ends the run. `counts` tells whether the run
 * brought anything: a read that found everything as it was leaves the versions alone.
 */
export function sealSource(
  store: Store,
  { id, kind }: Pick<Source, 'id' | 'kind'>,
  { run, dataAt, counts: { added, changed, gone, file } }: SealedRun,
  numbers: Omit<SourceNumbers, 'origin'>,
): void {
  const origin = {
    readAt: runById(store, run)?.startedAt ?? dataAt,
    file: file ?? null,
  } satisfies DataOrigin;
  store.db
    .update(source)
    .set({ sealedRun: run, dataAt, numbers: JSON.stringify({ ...numbers, origin }) })
    .where(eq(source.id, id))
    .run();
  if (added + changed + gone > 0) bumpVersion(store, kind === 'roster' ? 'roster' : `accounts:${id}`);
}

function toSource(row: typeof source.$inferSelect): Source {
  return { ...row, numbers: { ...NO_NUMBERS, ...(JSON.parse(row.numbers) as Partial<SourceNumbers>) } };
}
