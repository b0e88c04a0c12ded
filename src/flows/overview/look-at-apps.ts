import { DAY_MS, type Day } from '../../domain/day.ts';
import { seatsOf } from '../../domain/money/saving.ts';
import type { AppCounts } from '../../domain/overview/app-counts.ts';
import type { SetAsideCounts } from '../../domain/sync/set-aside.ts';
import { accountCounts } from '../../store/accounts/accounts.ts';
import { openCounts } from '../../store/findings/finding-counts.ts';
import { openLicenseFindings } from '../../store/findings/license-findings.ts';
import { countPeople } from '../../store/people/people.ts';
import { latestRun, type Run } from '../../store/sources/runs.ts';
import { findSource, listSources, type Source } from '../../store/sources/sources.ts';
import { type App, type Context, handSource, listApps } from '../context.ts';
import { isOldSource, maxAgeOf } from '../data-age.ts';
import { linesOf } from '../money/look-at-savings.ts';
import { isRetired, retiredSources } from '../sync/retire-roster.ts';
import { quietUntil } from './look-at-snoozed.ts';

/** One app in numbers. Cheap however many accounts it has, once its seats were counted (flows/money/count-seats.ts). */
export interface AppNumbers extends AppCounts {
  readonly app: App;
  readonly health: SourceHealth;
  /** How many of the open findings are unknown accounts. */
  readonly openUnknown: number;
  readonly snoozed: number;
  /** The day before which its alert stays quiet; `null` when it is not snoozed. */
  readonly quietUntil: Day | null;
  /** The rows that cannot be read; `null` when there are none. */
  readonly setAside: SetAsideCounts | null;
}

export type SourceHealth =
  | { readonly state: 'good' }
  | { readonly state: 'never-read' }
  /** Read completely, but from data that is older than `maxAge` days. */
  | { readonly state: 'old'; readonly maxAge: number }
  /** A roster source that is no longer in seatkeeper.yaml, while its people still count. */
  | { readonly state: 'retiring' }
  /** `old`: the data shown until then is older than `maxAge` days. */
  | { readonly state: 'held' | 'failed'; readonly run: Run; readonly old: boolean };

export function lookAtApp(context: Context, app: App): AppNumbers {
  const { open, snoozed, byConcern } = openCounts(context.store, app.source.id);
  const { idle, atStake, openStake } = app.source.numbers;
  return {
    ...accountCounts(context.store, app.source),
    app,
    health: healthOf(context, app.source),
    idle: idle === null ? null : seatsOf(linesOf(context, app), 'idle'),
    atStake,
    openStake: openStake ?? atStake,
    open,
    licenses: openLicenseFindings(context.store, app.source.id).length,
    openUnknown: byConcern.unknown ?? 0,
    snoozed,
    quietUntil: quietUntil(context, app.source.id),
    setAside: app.source.numbers.setAside,
  };
}

export function lookAtApps(context: Context): readonly AppNumbers[] {
  return listApps(context).map((app) => lookAtApp(context, app));
}

export function healthOf(context: Context, source: Source): SourceHealth {
  const run = latestRun(context.store, source.id);
  const old = isOldSource(context, source);
  if (run !== null && (run.status === 'held' || run.status === 'failed'))
    return { state: run.status, run, old };
  if (source.sealedRun === 0) return { state: 'never-read' };
  const maxAge = maxAgeOf(context, source);
  return maxAge !== null && old ? { state: 'old', maxAge } : { state: 'good' };
}

export interface RosterNumbers {
  readonly id: string;
  readonly source: Source | null;
  readonly health: SourceHealth;
}

/** Every source whose people count; those that are about to be retired come last. */
export function lookAtRosters(context: Context): readonly RosterNumbers[] {
  const read = context.config.roster.map(({ id }): RosterNumbers => {
    const source = findSource(context.store, 'roster', id);
    return { id, source, health: source === null ? { state: 'never-read' } : healthOf(context, source) };
  });
  const retiring = retiredSources(context).map((source): RosterNumbers => {
    const health = healthOf(context, source);
    const asked = health.state === 'held' && health.run.doubts.some(({ kind }) => kind === 'retired');
    return { id: source.name, source, health: asked ? health : { state: 'retiring' } };
  });
  return [...read, ...retiring];
}

/** Roster sources that were retired in the last thirty days. */
export function retiredRosters(
  context: Context,
): readonly { readonly source: Source; readonly on: string }[] {
  const since = new Date(context.now().getTime() - 30 * DAY_MS).toISOString();
  return listSources(context.store).flatMap((source) => {
    if (source.sealedRun === 0 || source.numbers.total > 0 || !isRetired(context, source)) return [];
    const on = latestRun(context.store, source.id)?.endedAt ?? '';
    return on < since ? [] : [{ source, on }];
  });
}

/** All people in the roster: those of each source's last accepted read, and those added by hand. */
export function countRosterPeople(context: Context): number {
  const read = lookAtRosters(context).reduce((sum, { source }) => sum + (source?.numbers.total ?? 0), 0);
  return read + countPeople(context.store, handSource(context).id);
}
