import { rosterMissingText } from '../../chat/say/operate/read-problem.ts';
import { isUniqueViolation } from '../../store/db/errors.ts';
import { duplicateId, finishFirstImport, startFirstImport } from '../../store/first-import/first-import.ts';
import { dropAccountIntake } from '../../store/intake/account-intake.ts';
import { importSubscriptions } from '../../store/licenses/subscriptions.ts';
import { beginRun, lastReportedRun, type RunCounts, runsIn, updateRun } from '../../store/sources/runs.ts';
import { findSource } from '../../store/sources/sources.ts';
import { type App, type Context, openApp, SEATKEEPER, timestamp } from '../context.ts';
import { failRun, holdRun } from '../guard/hold-or-fail-run.ts';
import { judgeApp } from '../guard/judge-read.ts';
import type { Trouble } from '../guard/notify-sync-trouble.ts';
import { keepTally } from '../money/count-seats.ts';
import { applyRun } from './apply-run.ts';
import { dropRuns } from './drop-runs.ts';
import { listedTwice, type Reading, readAccounts } from './read-accounts.ts';
import { readAgain } from './read-pages.ts';

export type SyncResult =
  | {
      readonly status: 'complete';
      readonly counts: RunCounts;
      readonly opened: number;
      readonly reopened: number;
      readonly closed: number;
    }
  | { readonly status: 'held'; readonly counts: RunCounts; readonly trouble: Trouble }
  | { readonly status: 'failed'; readonly trouble: Trouble }
  /** Not read, because a roster was never read: every account would look unknown. */
  | { readonly status: 'waiting'; readonly reason: string };

/**
 * Reads one app, page by page, into rows that are not visible yet; checks the whole read; and only then publishes it, together
 * with findings, alert and audit. A read that fails or is held changes nothing but the health message.
 */
export async function syncApp(context: Context, app: App): Promise<SyncResult> {
  const { store } = context;
  const waiting = missingRoster(context);
  if (waiting !== null) return { status: 'waiting', reason: waiting };

  dropRuns(context, app.source, runsIn(store, ['held', 'dropping', 'reading'], app.source.id));
  const previous = lastReportedRun(store, app.source.id);
  const run = store.write(() => beginRun(store, app.source.id, timestamp(context)));
  const unaccepted = { source: app.source, name: app.config.name, run, previous };
  const bulk = app.source.sealedRun === 0 && startFirstImport(store, 'account');
  let reading: Reading;
  try {
    const forget = () => forgetRead(context, app, run);
    // The writer of a first import needs an empty table.
    reading = await readAgain((again) => readAccounts(context, app, run, bulk && !again), forget);
    if (bulk) finishBulk(context, app, run);
  } catch (error) {
    forgetRead(context, app, run);
    return { status: 'failed', trouble: failRun(context, unaccepted, error) };
  }

  const { counts, seen, subscriptions, dataAt } = reading;
  const held = reading.held === undefined ? {} : { held: reading.held };
  const found = judgeApp(context, app, run, reading);
  if (found.length > 0) {
    return {
      status: 'held',
      counts,
      trouble: holdRun(context, unaccepted, { counts, dataAt, seen, doubts: found }),
    };
  }
  store.write(() => {
    updateRun(store, run, { status: 'applying', counts, dataAt, seen });
    if (subscriptions !== null) importSubscriptions(store, app.source.id, subscriptions, timestamp(context));
  });
  const settled = await applyRun(context, app, {
    run,
    counts,
    dataAt,
    seen,
    ...held,
    previous,
    by: SEATKEEPER,
  });
  if (reading.seats !== null) keepTally(context, openApp(context, app.config), run, reading.seats);
  return { status: 'complete', counts, ...settled };
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
