import type { Money } from '../domain/money.ts';
import { attention } from '../store/accounts.ts';
import { openCounts } from '../store/findings.ts';
import { countPeople } from '../store/people.ts';
import { latestRun, type Run } from '../store/runs.ts';
import { findSource, type Source } from '../store/sources.ts';
import { type App, type Context, handSource, listApps } from './context.ts';

/** One app in numbers: a handful of index look-ups, however many accounts it has. */
export interface AppNumbers {
  readonly app: App;
  readonly health: Health;
  readonly accounts: number;
  readonly active: number;
  readonly left: number;
  readonly inactive: number;
  /** Accounts of people who are not active that are deactivated already: no seats any more. */
  readonly closed: number;
  readonly unknown: number;
  readonly known: number;
  /** `null` when the app gives no activity data. */
  readonly idle: number | null;
  readonly atStake: Money;
  /** Findings to decide on, and those of them that are accounts nobody knows. */
  readonly open: number;
  readonly openUnknown: number;
  readonly snoozed: number;
}

export type Health =
  | { readonly state: 'good' }
  | { readonly state: 'never-read' }
  | { readonly state: 'held' | 'failed'; readonly run: Run };

export function appNumbers(context: Context, app: App): AppNumbers {
  const groups = attention(context.store, app.source);
  const sum = (test: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(test).reduce((total, group) => total + group.count, 0);
  const { open, snoozed, byConcern } = openCounts(context.store, app.source.id);
  return {
    app,
    health: healthOf(context, app.source),
    accounts: app.source.numbers.total,
    active: app.source.numbers.total - sum(() => true),
    left: sum(({ concern }) => concern === 'offboarded' || concern === 'active-after-leaving'),
    inactive: sum(({ concern }) => concern === 'inactive'),
    closed: sum(({ status, known, concern }) => status === 'inactive' && !known && concern === null),
    unknown: sum(({ status, known }) => status === 'unknown' && !known),
    known: sum(({ known }) => known),
    idle: app.source.numbers.idle,
    atStake: app.source.numbers.atStake,
    open,
    openUnknown: byConcern.unknown ?? 0,
    snoozed,
  };
}

export function allAppNumbers(context: Context): readonly AppNumbers[] {
  return listApps(context).map((app) => appNumbers(context, app));
}

export function healthOf(context: Context, source: Source): Health {
  const run = latestRun(context.store, source.id);
  if (run !== null && run.status === 'held') return { state: 'held', run };
  if (run !== null && run.status === 'failed') return { state: 'failed', run };
  return source.sealedRun === 0 ? { state: 'never-read' } : { state: 'good' };
}

export interface RosterNumbers {
  readonly id: string;
  readonly source: Source | null;
  readonly health: Health;
}

export function rosterNumbers(context: Context): readonly RosterNumbers[] {
  return context.config.roster.map(({ id }) => {
    const source = findSource(context.store, 'roster', id);
    return { id, source, health: source === null ? { state: 'never-read' } : healthOf(context, source) };
  });
}

/** Everybody in the roster: what each source had when it was last believed, and who was added by hand. */
export function peopleCount(context: Context): number {
  const read = rosterNumbers(context).reduce((sum, { source }) => sum + (source?.numbers.total ?? 0), 0);
  return read + countPeople(context.store, handSource(context).id);
}
