import { retirementWaitsText } from '../../chat/say/operate/read-problem.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { isCurrent } from '../../domain/person.ts';
import { doubtRetirement } from '../../domain/sync/doubt-first.ts';
import { statusesOf, successorsIn } from '../../store/intake/retired-people.ts';
import { beginRun, lastReportedRun, runsIn } from '../../store/sources/runs.ts';
import { findSource, listSources, type Source } from '../../store/sources/sources.ts';
import { type Context, handSource, SEATKEEPER, timestamp } from '../context.ts';
import { failRun, holdRun } from '../guard/hold-or-fail-run.ts';
import { indexAfter, pendingRun } from '../owners/index-after.ts';
import { applyRoster } from './apply-roster.ts';
import { dropRuns } from './drop-runs.ts';
import { type Effects, previewRosterEffects, reclassified } from './preview-roster-effects.ts';
import type { RosterReading } from './read-people.ts';
import type { SyncResult } from './sync-app.ts';
import type { RosterResult } from './sync-roster.ts';

/** Whether the source is no longer in seatkeeper.yaml. */
export function isRetired(context: Context, { kind, id, name }: Source): boolean {
  const read = context.config.roster.some((config) => config.id === name);
  return kind === 'roster' && !read && id !== handSource(context).id;
}

/** The roster sources that are no longer in seatkeeper.yaml, while their people still count. */
export function retiredSources(context: Context): readonly Source[] {
  return listSources(context.store).filter(
    (source) => source.numbers.total > 0 && isRetired(context, source),
  );
}

/**
 * Retires a roster source that is no longer in seatkeeper.yaml. People whom another source lists are kept there; the others
 * leave the roster, as if the source had listed nobody, and the guard checks that. It waits while another source is
 * `unread`, because that one may list the same people.
 */
export function retireRoster(
  context: Context,
  source: Source,
  unread: readonly string[],
): RosterResult | Extract<SyncResult, { status: 'waiting' }> {
  const { store } = context;
  if (unread.length > 0) return { status: 'waiting', reason: retirementWaitsText(unread) };
  dropRuns(context, source, runsIn(store, ['held', 'dropping', 'reading'], source.id));
  const previous = lastReportedRun(store, source.id);
  const run = store.write(() => beginRun(store, source.id, timestamp(context)));
  const name = rosterName(source.name);
  let judged: Retirement;
  try {
    judged = judgeRetirement(context, source, run);
  } catch (error) {
    return { status: 'failed', trouble: failRun(context, { source, name, run, previous }, error) };
  }
  const { reading, effects, working } = judged;
  const { counts, dataAt } = reading;
  const doubts = [
    ...doubtRetirement(working, counts.newInactive, context.config.guard.roster),
    ...effects.doubts,
  ];
  if (doubts.length > 0) {
    const held = { counts, dataAt, seen: Buffer.alloc(0), doubts: asRetirement(doubts, counts, working) };
    return { status: 'held', counts, trouble: holdRun(context, { source, name, run, previous }, held) };
  }
  applyRoster(context, source, { run, reading, effects, previous, by: SEATKEEPER, retired: true });
  return { status: 'complete', counts, reclassified: reclassified(effects) };
}

export interface Retirement {
  readonly reading: Pick<RosterReading, 'counts' | 'dataAt' | 'changed' | 'gone' | 'groups'> & {
    readonly successors: ReadonlyMap<number, number>;
  };
  readonly effects: Effects;
  /** How many of its people work here today. */
  readonly working: number;
}

/** What retiring the source would do now. */
export function judgeRetirement(context: Context, source: Source, run: number): Retirement {
  const { store } = context;
  const others = context.config.roster.flatMap(({ id }) => findSource(store, 'roster', id)?.id ?? []);
  const people = statusesOf(store, source.id);
  const successors = successorsIn(store, source.id, others);
  const gone = people.flatMap(({ ref }) => (successors.has(ref) ? [] : [ref]));
  const index = indexAfter(context, pendingRun(context, source, run, { gone, successors }));
  const working = people.filter(({ status }) => isCurrent(status));
  const newInactive = working.filter(({ ref }) => {
    const after = index.byRef(successors.get(ref) ?? ref);
    return after === null || !isCurrent(after.status);
  }).length;
  const changed = people.map(({ ref }) => ref);
  const counts = {
    listed: 0,
    pages: 0,
    before: people.length,
    added: 0,
    changed: successors.size,
    gone: gone.length,
    newInactive,
    idle: null,
  };
  const reading = { counts, dataAt: timestamp(context), changed, gone, successors, groups: [] };
  return { reading, effects: previewRosterEffects(context, source, run, reading), working: working.length };
}

/** The message is about the retirement, even when only its effect on one app is implausible. */
function asRetirement(
  doubts: Effects['doubts'],
  { newInactive }: RosterReading['counts'],
  of: number,
): Effects['doubts'] {
  if (doubts.some(({ kind }) => kind === 'retired')) return doubts;
  const percent = of === 0 ? 0 : Math.round((newInactive * 100) / of);
  return [{ kind: 'retired', of, newInactive, percent }, ...doubts];
}
