import { emptyRosterText, groupsAbsentText } from '../../chat/say/operate/read-problem.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import type { RosterConfig } from '../../config/config.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { PersonRecord } from '../../domain/person.ts';
import { sameColumns } from '../../domain/sync/unused-columns.ts';
import type { RosterConnection } from '../../roster/roster.ts';
import { isUniqueViolation } from '../../store/db/errors.ts';
import { duplicateId, finishFirstImport, startFirstImport } from '../../store/first-import/first-import.ts';
import { hadGroups } from '../../store/groups/directory-groups.ts';
import { dropPersonIntake } from '../../store/intake/person-intake.ts';
import { keepList } from '../../store/sources/kept-lists.ts';
import { beginRun, lastReportedRun, type RunCounts, runsIn } from '../../store/sources/runs.ts';
import { ensureSource, type Source } from '../../store/sources/sources.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { failRun, holdRun, type UnacceptedRun } from '../guard/hold-or-fail-run.ts';
import { judgeRoster } from '../guard/judge-read.ts';
import type { Trouble } from '../guard/notify-sync-trouble.ts';
import { readAgain } from '../reading/read-pages.ts';
import { type Shared, type SourceRead, startRead } from '../reading/source-read.ts';
import type { Writer } from '../reading/writer.ts';
import { type OpenOptions, openRosterSource } from '../signing-in/open-source.ts';
import { applyRoster } from './apply-roster.ts';
import { dropRuns } from './drop-runs.ts';
import { previewRosterEffects, reclassified } from './preview-roster-effects.ts';
import { personTwice, type RosterReading, readPeople } from './read-people.ts';

export type RosterResult =
  | {
      readonly status: 'complete';
      readonly counts: RunCounts;
      readonly columnsKnown?: true;
      readonly reclassified: number;
    }
  | { readonly status: 'held'; readonly counts: RunCounts; readonly trouble: Trouble }
  | { readonly status: 'failed'; readonly trouble: Trouble };

interface Roster {
  readonly config: RosterConfig;
  readonly source: Source;
}

export type RosterRead = SourceRead<RosterConnection, PersonRecord>;

export function startRosterRead(
  context: Context,
  shared: Shared,
  config: RosterConfig,
  asked: Pick<OpenOptions, 'force' | 'keep'> = {},
): RosterRead {
  return startRead(context, shared, {
    source: { id: config.id, name: rosterName(config.id), what: 'people' },
    first: true,
    connect: (signal) => openRosterSource(context, config, { ...asked, signal }),
    list: (connection) => connection.people(),
  });
}

/**
 * Reads one roster source, checks it together with its effect on the accounts, and publishes it: people, the accounts they
 * affect, findings and alerts in one transaction.
 */
export async function syncRoster(
  context: Context,
  config: RosterConfig,
  read: RosterRead,
  writer: Writer,
): Promise<RosterResult> {
  try {
    const source = await writer.alone(() => ensureSource(context.store, 'roster', config.id));
    // There is no network to wait for, or the table is filled for the first time: nobody else may write during that time.
    if (read.connection.local === true || source.sealedRun === 0)
      return await writer.alone((inside) => readAndPublish(context, { config, source }, read, inside));
    return await readAndPublish(context, { config, source }, read, writer);
  } finally {
    read.end();
  }
}

async function readAndPublish(
  context: Context,
  { config, source }: Roster,
  read: RosterRead,
  writer: Writer,
): Promise<RosterResult> {
  const { store } = context;
  // People who were added by hand exist before the first read.
  const byHand = config.id === 'hand';
  const { previous, run, bulk } = await writer.alone(() => {
    dropRuns(context, source, runsIn(store, ['held', 'dropping', 'reading'], source.id));
    return {
      previous: lastReportedRun(store, source.id),
      run: store.write(() => beginRun(store, source.id, timestamp(context))),
      bulk: source.sealedRun === 0 && !byHand && startFirstImport(store, 'person'),
    };
  });
  const usage = () => read.connection.usage?.();
  const unaccepted = { source, name: rosterName(config.id), run, previous, usage };
  let reading: RosterReading;
  try {
    reading = await readAgain(
      (again) => readPeople(context, source, { run, read, writer, bulk: bulk && !again }),
      async () => {
        await writer.alone(() => forgetRead(context, source, run));
        read.renew();
      },
    );
    if (bulk) finishBulk(context, source, run);
    if (reading.counts.listed === 0 && reading.counts.before === 0 && !byHand && config.expect !== 0)
      throw nobodyListed(source.name);
    if (reading.memberships === 'absent' && hadGroups(store, source.id))
      throw new ConnectorError(source.name, 'unexpected-response', groupsAbsentText(source.name));
  } catch (error) {
    return await writer.alone(() => fail(context, source, unaccepted, error));
  }

  const { keeps } = read.connection;
  const keep = keeps === undefined ? undefined : () => keepList(store, source.id, run, keeps());
  return await writer.alone(() => {
    try {
      return publish(context, { config, source }, { ...reading, keep }, unaccepted);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return fail(context, source, unaccepted, error);
    }
  });
}

function fail(context: Context, source: Source, unaccepted: UnacceptedRun, error: unknown): RosterResult {
  forgetRead(context, source, unaccepted.run);
  return { status: 'failed', trouble: failRun(context, unaccepted, error) };
}

function publish(
  context: Context,
  { config, source }: Roster,
  reading: RosterReading & { readonly keep: (() => void) | undefined },
  unaccepted: UnacceptedRun,
): RosterResult {
  const { run, previous } = unaccepted;
  const byHand = config.id === 'hand';
  const { counts, dataAt } = reading;
  const effects = previewRosterEffects(context, source, run, reading);
  // People typed in by admins are not a list that could arrive incomplete: only the effects are checked.
  const found = byHand
    ? effects.doubts
    : judgeRoster(context, source, { ...reading, effects: effects.doubts }, config.expect);
  if (found.length > 0) {
    const held = { counts, dataAt, seen: reading.seen.toBuffer(), doubts: found };
    return { status: 'held', counts, trouble: holdRun(context, unaccepted, held) };
  }
  const expected = byHand ? null : config.expect;
  applyRoster(context, source, {
    run,
    reading,
    effects,
    previous,
    by: SEATKEEPER,
    expected,
    sealed: reading.keep,
  });
  return {
    status: 'complete',
    counts,
    ...(sameColumns(source.numbers.unused, counts.unused) ? { columnsKnown: true } : {}),
    reclassified: reclassified(effects),
  };
}

function forgetRead({ store }: Context, source: Source, run: number): void {
  dropPersonIntake(store, source.id, run);
  finishFirstImport(store, 'person');
}

function finishBulk(context: Context, source: Source, run: number): void {
  try {
    finishFirstImport(context.store, 'person');
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw personTwice(source.name, duplicateId(context.store, 'person', source.id, run));
  }
}

/** There is nothing to compare a first read with, but a company without people cannot be right. */
function nobodyListed(source: string): ConnectorError {
  return new ConnectorError(source, 'unexpected-response', emptyRosterText(source));
}
