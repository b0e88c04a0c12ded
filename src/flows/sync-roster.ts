import type { RosterConfig } from '../config.ts';
import { ConnectorError } from '../connectors/errors.ts';
import { doubts } from '../domain/guard.ts';
import { recordAudit } from '../store/audit.ts';
import { beginBulk, duplicateId, endBulk, isDuplicate } from '../store/bulk.ts';
import { dropPersonIntake } from '../store/person-intake.ts';
import { beginRun, latestRun, type Run, type RunCounts, runsIn, updateRun } from '../store/runs.ts';
import { ensureSource, type Source } from '../store/sources.ts';
import { applyRoster } from './apply-roster.ts';
import { type Context, SEATKEEPER, timestamp } from './context.ts';
import { dropRuns } from './drop-runs.ts';
import { judgeEffects } from './judge-effects.ts';
import { personTwice, type RosterReading, readPeople } from './read-people.ts';
import { brokenOff, sayTrouble, type Trouble } from './say-trouble.ts';

export type RosterResult =
  | { readonly status: 'complete'; readonly counts: RunCounts; readonly reclassified: number }
  | { readonly status: 'held'; readonly counts: RunCounts; readonly trouble: Trouble }
  | { readonly status: 'failed'; readonly trouble: Trouble };

/**
 * Reads one roster source, judges it together with what it would do to the accounts, and makes it the picture: people,
 * the accounts they touch, findings and alerts in one transaction.
 */
export async function syncRoster(context: Context, config: RosterConfig): Promise<RosterResult> {
  const { store } = context;
  const source = ensureSource(store, 'roster', config.id);
  dropRuns(context, source, runsIn(store, ['held', 'reading'], source.id));
  const previous = latestRun(store, source.id);
  const run = store.write(() => beginRun(store, source.id, timestamp(context)));
  const bulk = source.sealedRun === 0 && beginBulk(store, 'person');
  let reading: RosterReading;
  try {
    reading = await readPeople(context, source, run, context.outside.roster(config), bulk);
    if (bulk) finishBulk(context, source, run);
  } catch (error) {
    return fail(context, source, run, previous, error);
  }

  const { counts, dataAt } = reading;
  const effects = judgeEffects(context, source, run, reading);
  const doubted = [
    ...doubts(
      { before: counts.before, now: counts.listed, newInactive: counts.newInactive },
      context.config.guard.roster,
    ),
    ...effects.doubts,
  ];
  if (doubted.length > 0) {
    const trouble: Trouble = { kind: 'held', run, counts, doubts: doubted };
    store.write(() => {
      updateRun(store, run, {
        status: 'held',
        endedAt: timestamp(context),
        counts,
        dataAt,
        seen: reading.seen.toBuffer(),
        doubts: doubted,
      });
      recordAudit(store, {
        at: timestamp(context),
        actor: SEATKEEPER,
        action: 'run-held',
        subject: `roster:${source.name}`,
        detail: { run, counts, doubts: doubted },
      });
      sayTrouble(context, source, rosterName(config), trouble, previous);
    });
    return { status: 'held', counts, trouble };
  }
  applyRoster(context, source, { run, reading, effects, previous, by: SEATKEEPER });
  return { status: 'complete', counts, reclassified: effects.reassessed.length };
}

/** How messages call a roster source. */
export function rosterName({ id }: Pick<RosterConfig, 'id'>): string {
  return `Roster ${id}`;
}

function finishBulk(context: Context, source: Source, run: number): void {
  try {
    endBulk(context.store, 'person');
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw personTwice(source.name, duplicateId(context.store, 'person', source.id, run));
  }
}

function fail(
  context: Context,
  source: Source,
  run: number,
  previous: Run | null,
  error: unknown,
): RosterResult {
  const { store } = context;
  dropPersonIntake(store, source.id, run);
  endBulk(store, 'person');
  const at = timestamp(context);
  if (!(error instanceof ConnectorError)) {
    store.write(() => updateRun(store, run, { status: 'failed', endedAt: at, error: brokenOff(context) }));
    throw error;
  }
  const { kind, message, retryAt } = error;
  const trouble: Trouble = { kind: 'failed', run, errorKind: kind, message, retryAt };
  store.write(() => {
    updateRun(store, run, { status: 'failed', endedAt: at, error: { kind, message, retryAt } });
    recordAudit(store, {
      at,
      actor: SEATKEEPER,
      action: 'run-failed',
      subject: `roster:${source.name}`,
      detail: { run, kind, message },
    });
    sayTrouble(context, source, rosterName({ id: source.name }), trouble, previous);
  });
  return { status: 'failed', trouble };
}
