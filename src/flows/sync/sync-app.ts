import { rosterMissingText } from '../../chat/say/operate/read-problem.ts';
import type { AppConfig } from '../../config/config.ts';
import type { Connection } from '../../connectors/base/connector.ts';
import type { Account } from '../../domain/account.ts';
import { sameColumns } from '../../domain/sync/unused-columns.ts';
import { isUniqueViolation } from '../../store/db/errors.ts';
import {
  duplicateId,
  finishFirstImport,
  RowTwice,
  startFirstImport,
} from '../../store/first-import/first-import.ts';
import { dropAccountIntake } from '../../store/intake/drop-account-intake.ts';
import { importSubscriptions } from '../../store/licenses/subscriptions.ts';
import { keepList } from '../../store/sources/kept-lists.ts';
import { beginRun, lastReportedRun, type RunCounts, runsIn, updateRun } from '../../store/sources/runs.ts';
import { findSource } from '../../store/sources/sources.ts';
import { type App, type Context, openApp, SEATKEEPER, timestamp } from '../context.ts';
import { failRun, holdRun, type UnacceptedRun } from '../guard/hold-or-fail-run.ts';
import { judgeApp } from '../guard/judge-read.ts';
import type { Trouble } from '../guard/notify-sync-trouble.ts';
import { keepTally } from '../money/count-seats.ts';
import type { Everybody } from '../owners/everybody.ts';
import { listedTwice } from '../reading/account-taker.ts';
import { readAgain } from '../reading/read-pages.ts';
import { type Shared, type SourceRead, startRead } from '../reading/source-read.ts';
import type { Writer } from '../reading/writer.ts';
import { type OpenOptions, openAppSource } from '../signing-in/open-source.ts';
import { applyRun } from './apply-run.ts';
import { dropRuns } from './drop-runs.ts';
import { type Reading, readAccounts } from './read-accounts.ts';

export type SyncResult =
  | {
      readonly status: 'complete';
      readonly counts: RunCounts;
      /** The unused columns are the same as in the previous read. */
      readonly columnsKnown?: true;
      readonly opened: number;
      readonly reopened: number;
      readonly closed: number;
    }
  | { readonly status: 'held'; readonly counts: RunCounts; readonly trouble: Trouble }
  | { readonly status: 'failed'; readonly trouble: Trouble }
  /** Not read, because a roster was never read: every account would look unknown. */
  | { readonly status: 'waiting'; readonly reason: string };

/** What the apps of one sync share. */
export interface SharedByApps {
  readonly writer: Writer;
  readonly everybody: Everybody;
}

/** From this many accounts on, the memory is worth giving back. */
const LARGE = 50_000;

export type AppRead = SourceRead<Connection, Account>;

export function startAppRead(
  context: Context,
  shared: Shared,
  config: AppConfig,
  asked: Pick<OpenOptions, 'force' | 'keep'> = {},
): AppRead {
  return startRead(context, shared, {
    source: { id: config.id, name: config.name, what: 'accounts' },
    first: false,
    connect: (signal) => openAppSource(context, config, { ...asked, signal }),
    list: (connection) => connection.accounts(),
  });
}

/**
 * Reads one app, page by page, into rows that are not visible yet; checks the whole read; and only then publishes it, together
 * with findings, alert and audit. A read that fails or is held changes nothing but the health message. Other reads use the same
 * writer at the same time.
 */
export async function syncApp(
  context: Context,
  app: App,
  read: AppRead,
  { writer, everybody }: SharedByApps,
): Promise<SyncResult> {
  try {
    const waiting = missingRoster(context);
    if (waiting !== null) return { status: 'waiting', reason: waiting };
    // There is no network to wait for, and a separate thread writes the rows of a first import: nobody else may write during that time.
    if (read.connection.local === true)
      return await writer.alone((inside) =>
        readAndPublish(context, app, read, { writer: inside, everybody }),
      );
    return await readAndPublish(context, app, read, { writer, everybody });
  } finally {
    read.end();
  }
}

async function readAndPublish(
  context: Context,
  app: App,
  read: AppRead,
  { writer, everybody }: SharedByApps,
): Promise<SyncResult> {
  const { store } = context;
  // Only the writer thread may add accounts during that time, and a file is read alone.
  const bulk = read.connection.local === true && app.source.sealedRun === 0;
  const begin = () => ({
    previous: lastReportedRun(store, app.source.id),
    run: store.write(() => beginRun(store, app.source.id, timestamp(context))),
  });
  const left = () => runsIn(store, ['held', 'dropping', 'reading'], app.source.id);
  // Usually nothing is left, and the beginning shares a transaction with the rows of others.
  const begun = await writer.rows(0, () => (bulk || left().length > 0 ? null : begin()));
  const { previous, run } =
    begun ??
    (await writer.alone(() => {
      dropRuns(context, app.source, left());
      if (bulk) startFirstImport(store, 'account');
      return begin();
    }));
  const usage = () => read.connection.usage?.();
  const unaccepted = { source: app.source, name: app.config.name, run, previous, usage };
  const forget = async () => {
    await writer.alone(() => {
      forgetRead(context, app, run);
      if (bulk) startFirstImport(store, 'account');
    });
    read.renew();
  };
  let reading: Reading;
  try {
    reading = await readAgain(
      () => readAccounts(context, app, { run, read, writer, everybody, bulk }),
      forget,
    );
    if (bulk) finishBulk(context, app, run);
  } catch (error) {
    return await writer.alone(() => {
      forgetRead(context, app, run);
      const reason = error instanceof RowTwice ? listedTwice(app.config.id, error.id) : error;
      return { status: 'failed', trouble: failRun(context, unaccepted, reason) };
    });
  } finally {
    everybody.leave();
  }
  // Its own requests are over: the next source may be asked.
  read.end();
  // The memory that the read used is as large as what comes next.
  if (bulk && reading.counts.listed >= LARGE) context.dependencies.freeMemory?.();
  const { keeps } = read.connection;
  const keep = keeps === undefined ? undefined : () => keepList(store, app.source.id, run, keeps());
  return await writer.alone(() => publish(context, app, { ...reading, keep }, unaccepted));
}

async function publish(
  context: Context,
  app: App,
  reading: Reading & { readonly keep: (() => void) | undefined },
  unaccepted: UnacceptedRun,
): Promise<SyncResult> {
  const { store } = context;
  const { run, previous } = unaccepted;
  const { counts, seen, seats, subscriptions, dataAt } = reading;
  const held = reading.held === undefined ? {} : { held: reading.held };
  const found = judgeApp(context, app, run, reading);
  if (found.length > 0) {
    return {
      status: 'held',
      counts,
      trouble: holdRun(context, unaccepted, { counts, dataAt, seen, doubts: found }),
    };
  }
  const settled = await applyRun(context, app, {
    run,
    counts,
    dataAt,
    seen,
    ...held,
    previous,
    by: SEATKEEPER,
    accept() {
      updateRun(store, run, { status: 'applying', counts, dataAt, seen });
      if (subscriptions !== null)
        importSubscriptions(store, app.source.id, subscriptions, timestamp(context));
    },
    sealed() {
      reading.keep?.();
      if (seats !== null) keepTally(context, openApp(context, app.config), run, seats);
    },
  });
  return {
    status: 'complete',
    counts,
    ...(sameColumns(app.source.numbers.unused, counts.unused) ? { columnsKnown: true } : {}),
    ...settled,
  };
}

function missingRoster(context: Context): string | null {
  const missing = context.config.roster.filter(
    ({ id }) => (findSource(context.store, 'roster', id)?.sealedRun ?? 0) === 0,
  );
  if (missing.length === 0) return null;
  return rosterMissingText(missing.map(({ id }) => id));
}

function forgetRead({ store }: Context, app: App, run: number): void {
  dropAccountIntake(store, app.source.id, run);
  finishFirstImport(store, 'account');
}

function finishBulk(context: Context, app: App, run: number): void {
  try {
    finishFirstImport(context.store, 'account');
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw listedTwice(app.config.id, duplicateId(context.store, 'account', app.source.id, run));
  }
}
