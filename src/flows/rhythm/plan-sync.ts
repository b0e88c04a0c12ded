import type { AppConfig, RosterConfig } from '../../config/config.ts';
import { dueAt, type Rhythm } from '../../domain/sync/rhythm.ts';
import type { Selection } from '../../domain/sync/selection.ts';
import { latestRun } from '../../store/sources/runs.ts';
import { findSource, type SourceKind } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';
import { proofsDue } from '../proof-due.ts';
import { signInRest } from '../signing-in/sign-in-rest.ts';
import { retiredSources } from '../sync/retire-roster.ts';
import { appRhythm, rosterRhythm } from './rhythm-of.ts';

export interface SyncPlan {
  /** What is to be read now; `null` when nothing is due. The longest overdue apps come first. */
  readonly due: Selection | null;
  /** When the next source is due that is not due now. */
  readonly next: Date | null;
}

/** When this process last began to read a source, by `triedKey`: a read that never began leaves no trace in the store. */
export type Tried = ReadonlyMap<string, Date>;

export function triedKey(kind: SourceKind, id: string): string {
  return `${kind} ${id}`;
}

interface Planned {
  readonly id: string;
  /** Milliseconds; the beginning of time for one that was never read. */
  readonly at: number;
  readonly isDue: boolean;
  readonly byDefault: boolean;
}

/**
 * What is due, judging by the last read of each source in the store, and by removals that only a read can prove. At the `start` of a service, sources that
 * follow `schedule: { sync }` are due as well, unless their vendor asks for more time, because seatkeeper.yaml may have changed.
 */
export function planSync(context: Context, tried: Tried, { start = false } = {}): SyncPlan {
  const now = context.now();
  const { nextMoment } = context.dependencies;
  const plan = (
    kind: SourceKind,
    config: AppConfig | RosterConfig,
    rhythm: Rhythm,
    proof?: Date,
  ): Planned => {
    const { id } = config;
    const byDefault = config.every === null;
    const last = lastRead(context, tried, kind, id);
    const own = dueAt(rhythm, last, nextMoment)?.getTime() ?? Number.NEGATIVE_INFINITY;
    const due = Math.min(own, proof?.getTime() ?? own);
    const rests = restsUntil(context, kind, config);
    const at = rests === null ? due : Math.max(due, rests.getTime());
    const isOpen = last === null || last.getTime() + rhythm.least <= now.getTime();
    // The fault may have been corrected in seatkeeper.yaml.
    const isCorrected = rests === null && failedToSignIn(context, kind, id);
    const isNew = start && rests === null && (byDefault || isCorrected) && isOpen;
    return { id, at, byDefault, isDue: at <= now.getTime() || isNew };
  };
  const { apps, roster } = context.config;
  const proofs = proofsDue(context, (app) => tried.get(triedKey('app', app)) ?? null);
  const planned = {
    apps: apps.map((app) => plan('app', app, appRhythm(context, app), proofs.get(app.id))),
    rosters: roster.map((config) => plan('roster', config, rosterRhythm(context, config))),
  };
  const due = {
    apps: planned.apps.filter(({ isDue }) => isDue).toSorted(byMoment),
    rosters: planned.rosters.filter(({ isDue }) => isDue).toSorted(byMoment),
  };
  const later = [...planned.apps, ...planned.rosters].flatMap(({ at, isDue }) => (isDue ? [] : [at]));
  return {
    due: due.apps.length + due.rosters.length === 0 ? null : selected(context, due),
    next: later.length === 0 ? null : new Date(later.reduce((a, b) => Math.min(a, b))),
  };
}

function byMoment(a: Planned, b: Planned): number {
  return a.at === b.at ? 0 : a.at - b.at;
}

function selected(
  context: Context,
  { apps, rosters }: Record<'apps' | 'rosters', readonly Planned[]>,
): Selection {
  const byHand = [...apps, ...rosters].some(({ byDefault }) => byDefault);
  // A source that is no longer in seatkeeper.yaml is retired when all others are read together.
  const retires = byHand && rosters.length > 0 && retiredSources(context).length > 0;
  return {
    apps: apps.map(({ id }) => id),
    rosters: retires ? 'all' : rosters.map(({ id }) => id),
    byHand,
    joins: false,
  };
}

/**
 * Until when to leave a source alone that did not accept its name and password, because each try counts towards locking the account.
 * Other settings are tried at once.
 */
function restsUntil(context: Context, kind: SourceKind, config: AppConfig | RosterConfig): Date | null {
  const rest = signInRest(context, kind, config);
  return rest === null ? null : new Date(rest.until);
}

function failedToSignIn({ store }: Context, kind: SourceKind, id: string): boolean {
  const source = findSource(store, kind, id);
  return source !== null && latestRun(store, source.id)?.errorKind === 'auth';
}

/** A read noted by a clock that was ahead says nothing. */
export function lastRead(context: Context, tried: Tried, kind: SourceKind, id: string): Date | null {
  const source = findSource(context.store, kind, id);
  const run = source === null ? null : latestRun(context.store, source.id);
  const known = [run === null ? null : new Date(run.startedAt), tried.get(triedKey(kind, id)) ?? null];
  const now = context.now();
  return known.reduce(
    (last, at) => (at === null || at > now || (last !== null && last > at) ? last : at),
    null,
  );
}
