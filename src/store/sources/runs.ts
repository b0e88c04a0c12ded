import { and, desc, eq, inArray, isNull, lt, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Doubt } from '../../domain/sync/doubt.ts';
import type { FactCounts } from '../../domain/sync/facts.ts';
import type { SetAsideCounts } from '../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import type { Withheld } from '../../domain/sync/withheld.ts';
import type { Store } from '../db/open.ts';
import { preparedQuery } from '../db/prepared.ts';
import { peopleVersion } from '../db/versions.ts';
import { type RunStatus, run } from './schema.ts';

/** What a run saw and would change. */
export interface RunCounts {
  readonly listed: number;
  readonly pages: number;
  readonly before: number;
  readonly added: number;
  readonly changed: number;
  /** How many of the changed ones have the same facts as before, because a rule, a domain or the time zone changed. Left out when there are none. */
  readonly reassessed?: number;
  readonly gone: number;
  readonly newInactive: number;
  readonly idle: number | null;
  /** What its rows told; not counted in runs of earlier versions. */
  readonly facts?: FactCounts;
  /** Rows that could not be read, while all others were. The stored accounts or people that they are about count in `listed`. */
  readonly setAside?: SetAsideCounts;
  readonly unused?: UnusedColumns;
  /** What it cost, if it was requested over a network. */
  readonly usage?: Usage;
  /** What is missing from it because of a plan or a missing right. */
  readonly withheld?: readonly Withheld[];
  /** The company's mail domains as the app has them. */
  readonly domains?: readonly string[];
  /** The file it read, without its folder. */
  readonly file?: string;
  /** Tells whether the next read would find the same; left out if only reading can tell. */
  readonly content?: string;
}

/** The audit log records what a read changed, not what its rows contain. */
export function auditedCounts({
  facts: _facts,
  unused: _unused,
  usage: _usage,
  withheld: _withheld,
  domains: _domains,
  file: _file,
  content: _content,
  setAside,
  ...counts
}: RunCounts): AuditedCounts {
  return setAside === undefined ? counts : { ...counts, setAside: setAside.count };
}

type AuditedCounts = Omit<
  RunCounts,
  'facts' | 'setAside' | 'unused' | 'usage' | 'withheld' | 'domains' | 'file' | 'content'
> & {
  readonly setAside?: number;
};

export interface Run {
  readonly id: number;
  readonly source: number;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly counts: RunCounts;
  readonly errorKind: string | null;
  readonly error: string | null;
  readonly retryAt: string | null;
  readonly doubts: readonly Doubt[];
  readonly dataAt: string | null;
  /** The version of the people its accounts were matched with; see store/db/versions.ts. */
  readonly peopleVersion: string;
  /** The admin who accepted it after it was held. */
  readonly acceptedBy: string | null;
}

const NO_COUNTS: RunCounts = {
  listed: 0,
  pages: 0,
  before: 0,
  added: 0,
  changed: 0,
  gone: 0,
  newInactive: 0,
  idle: null,
};

export function beginRun(store: Store, source: number, at: string): number {
  const begun = { source, status: 'reading', startedAt: at, peopleVersion: peopleVersion(store) } as const;
  return Number(store.db.insert(run).values(begun).run().lastInsertRowid);
}

export interface RunEnding {
  readonly status: RunStatus;
  readonly endedAt?: string;
  readonly counts?: RunCounts;
  readonly dataAt?: string;
  readonly seen?: Buffer | null;
  readonly doubts?: readonly Doubt[];
  readonly acceptedBy?: string;
  readonly error?: { readonly kind: string; readonly message: string; readonly retryAt: string | null };
}

export function updateRun(store: Store, id: number, change: RunEnding): void {
  store.db
    .update(run)
    .set({
      status: change.status,
      ...(change.endedAt === undefined ? {} : { endedAt: change.endedAt }),
      ...(change.counts === undefined ? {} : { counts: JSON.stringify(change.counts) }),
      ...(change.dataAt === undefined ? {} : { dataAt: change.dataAt }),
      ...(change.seen === undefined ? {} : { seen: change.seen }),
      ...(change.acceptedBy === undefined ? {} : { acceptedBy: change.acceptedBy }),
      ...(change.doubts === undefined ? {} : { doubts: JSON.stringify(change.doubts) }),
      ...(change.error === undefined
        ? {}
        : { error: change.error.message, errorKind: change.error.kind, retryAt: change.error.retryAt }),
    })
    .where(eq(run.id, id))
    .run();
}

export function runById(store: Store, id: number): Run | null {
  const row = byId(store).get({ id });
  return row === undefined ? null : toRun(row);
}

/** The newest run, except those that ended only because Seatkeeper was stopped. */
export function latestRun(store: Store, source: number): Run | null {
  return newest(store, source, Number.MAX_SAFE_INTEGER, ['interrupted']);
}

/** The newest ended run before that one which admins may have been notified of: it shows whether a message about trouble is open. */
export function lastReportedRun(store: Store, source: number, before = Number.MAX_SAFE_INTEGER): Run | null {
  return newest(store, source, before, ['interrupted', 'internal']);
}

/** How many reads of the source were accepted, up to `most`. */
export function countAccepted(store: Store, source: number, most: number): number {
  const complete = and(eq(run.source, source), eq(run.status, 'complete'));
  return store.db.select({ id: run.id }).from(run).where(complete).limit(most).all().length;
}

/** The age of the visible data at that moment: the date of the complete read before it. */
export function dataBefore(store: Store, source: number, before: string): string | null {
  const complete = and(eq(run.source, source), eq(run.status, 'complete'), lt(run.endedAt, before));
  const found = store.db.select({ at: run.dataAt }).from(run).where(complete).orderBy(desc(run.id)).limit(1);
  return found.get()?.at ?? null;
}

function newest(store: Store, source: number, before: number, not: readonly string[]): Run | null {
  const row = store.db
    .select(COLUMNS)
    .from(run)
    .where(
      and(
        eq(run.source, source),
        lt(run.id, before),
        ne(run.status, 'reading'),
        or(isNull(run.errorKind), notInArray(run.errorKind, [...not])),
      ),
    )
    .orderBy(desc(run.id))
    .limit(1)
    .get();
  return row === undefined ? null : toRun(row);
}

/** Runs in one of these states, oldest first. */
export function runsIn(store: Store, statuses: readonly RunStatus[], source?: number): readonly Run[] {
  const inStatus = inArray(run.status, [...statuses]);
  const where = source === undefined ? inStatus : and(inStatus, eq(run.source, source));
  return store.db.select(COLUMNS).from(run).where(where).orderBy(run.id).all().map(toRun);
}

export function seenBy(store: Store, id: number): Buffer {
  return store.db.select({ seen: run.seen }).from(run).where(eq(run.id, id)).get()?.seen ?? Buffer.alloc(0);
}

const COLUMNS = {
  id: run.id,
  source: run.source,
  status: run.status,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  counts: run.counts,
  errorKind: run.errorKind,
  error: run.error,
  retryAt: run.retryAt,
  doubts: run.doubts,
  dataAt: run.dataAt,
  peopleVersion: run.peopleVersion,
  acceptedBy: run.acceptedBy,
};

const byId = preparedQuery(({ db }) =>
  db
    .select(COLUMNS)
    .from(run)
    .where(eq(run.id, sql.placeholder('id')))
    .prepare(),
);

function toRun(row: Omit<typeof run.$inferSelect, 'seen'>): Run {
  return {
    ...row,
    counts: { ...NO_COUNTS, ...(JSON.parse(row.counts) as Partial<RunCounts>) },
    doubts: row.doubts === null ? [] : (JSON.parse(row.doubts) as readonly Doubt[]),
  };
}

/** When the source was first read completely; `null` while it never was. */
export function firstReadAt(store: Store, source: number): string | null {
  return store.sqlite
    .prepare("SELECT min(ended_at) FROM run WHERE source = ? AND status = 'complete'")
    .pluck()
    .get(source) as string | null;
}
