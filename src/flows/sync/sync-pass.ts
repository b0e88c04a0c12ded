import { retiredRosterName } from '../../chat/say/operate/sync.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import type { AppConfig, RosterConfig } from '../../config/config.ts';
import type { Selection } from '../../domain/sync/selection.ts';
import { inside, type ReadEnd, type Watched } from '../../domain/watching/observer.ts';
import { countPeople } from '../../store/people/people.ts';
import { tellAge } from '../alerts/tell-age.ts';
import { type Context, handSource, openApp } from '../context.ts';
import { openEverybody } from '../owners/everybody.ts';
import { updateStanding } from '../people/update-standing.ts';
import type { Shared } from '../reading/source-read.ts';
import type { Turn, Underway } from '../reading/underway.ts';
import { watchedTurn } from '../reading/watched-read.ts';
import type { Writer } from '../reading/writer.ts';
import { afterReads } from './after-reads.ts';
import { everyEnd } from './every-end.ts';
import { retiredSources, retireRoster } from './retire-roster.ts';
import { type AppRead, type SyncResult, startAppRead, syncApp } from './sync-app.ts';
import { type RosterRead, type RosterResult, startRosterRead, syncRoster } from './sync-roster.ts';

export interface SourceReport {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly result: SyncResult | RosterResult;
  /** It was already being read when it was asked for, and this is the result of that read. */
  readonly joined?: true;
}

export type SyncReport = readonly SourceReport[];

/** What the passes of one process share. */
export interface Passes {
  readonly context: Context;
  /** Shared by the roster reads, which others wait for; `apps` is shared by all other reads. */
  readonly rosters: Shared;
  readonly apps: Shared;
  readonly writer: Writer;
  readonly underway: Underway<SourceReport>;
}

interface Source<Config, Read> {
  readonly config: Config;
  readonly read: Read;
  readonly turn: Turn<SourceReport>;
  /** Everything that the read starts counts as part of this. */
  readonly watched: Watched<ReadEnd | null> | undefined;
}

/** Reads the roster sources and then the apps of one selection, in parallel with other passes. */
export async function runPass(passes: Passes, selection: Selection): Promise<SyncReport> {
  const { context, writer, underway } = passes;
  const joined: { rosters: Promise<SourceReport>[]; apps: Promise<SourceReport>[] } = {
    rosters: [],
    apps: [],
  };
  function started<Config extends { readonly id: string }, Read>(
    kind: 'rosters' | 'apps',
    configs: readonly Config[],
    vendorOf: (config: Config) => string,
    start: (shared: Shared, config: Config) => Read,
  ): Source<Config, Read>[] {
    return configs.flatMap((config) => {
      const other = underway.find(keyOf(kind, config.id));
      if (other !== null) joined[kind].push(other);
      if (other !== null) return [];
      const begun = begin(passes, kind, config.id, vendorOf(config));
      return [{ config, ...begun, read: inside(begun.watched, () => start(passes[kind], config)) }];
    });
  }
  // What somebody asks for by hand is read in whole.
  const asked = {
    force: selection.force === true,
    keep: selection.joins ? 'from-scratch' : 'go-on',
  } as const;
  // The roster is asked first, because everything else waits for it.
  const rosters = started(
    'rosters',
    selected(context.config.roster, selection.rosters),
    ({ source }) => source,
    (shared, config) => startRosterRead(context, shared, config, asked),
  );
  const apps = started(
    'apps',
    selected(context.config.apps, selection.apps),
    ({ connector }) => connector,
    (shared, config) => startAppRead(context, shared, config, asked),
  );
  try {
    const awaited = { ids: new Set(apps.map(({ config }) => config.id)), told: new Set<string>() };
    const before = { ...passes, context: { ...context, awaited } };
    const people = await readRosters(before, rosters, joined.rosters, selection);
    await writer.alone(() => updateStanding(before.context));
    const report = await readApps(passes, apps);
    await writer.alone(() => tellAge(context, awaited));
    await writer.alone(() => afterReads(context));
    const others = selection.joins ? (await Promise.all(joined.apps)).map(asJoined) : [];
    return [...people, ...report, ...others];
  } catch (error) {
    for (const { turn } of [...rosters, ...apps]) turn.failed(error);
    throw error;
  } finally {
    for (const { read } of [...rosters, ...apps]) read.end();
  }
}

function begin(
  { context, underway }: Passes,
  kind: 'rosters' | 'apps',
  source: string,
  vendor: string,
): Pick<Source<never, never>, 'turn' | 'watched'> {
  const what = kind === 'apps' ? 'app' : 'roster';
  const watched = context.dependencies.observer?.reading?.({ kind: what, source, vendor });
  return { watched, turn: watchedTurn(underway.begin(keyOf(kind, source)), watched) };
}

/** In the order in which they are selected. */
function selected<Config extends { readonly id: string }>(
  configs: readonly Config[],
  ids: readonly string[] | 'all',
): readonly Config[] {
  return ids === 'all' ? configs : ids.flatMap((id) => configs.find((config) => config.id === id) ?? []);
}

async function readRosters(
  passes: Passes,
  rosters: readonly Source<RosterConfig, RosterRead>[],
  joined: readonly Promise<SourceReport>[],
  { joins, byHand }: Selection,
): Promise<SourceReport[]> {
  const { context, writer } = passes;
  const report: SourceReport[] = [];
  for (const source of rosters) report.push(await readRoster(passes, source));
  // Wait for reads under way elsewhere in any case: no app may be judged by people who are about to change.
  const others = (await Promise.all(joined)).map(asJoined);
  const all = [...report, ...others];
  if (joins) report.push(...others);
  // Only when all others were read completely: one of them may list the same people under a new name.
  const isWhole = context.config.roster.every(({ id }) => all.some((read) => read.id === id));
  const unread = all.filter(({ result }) => result.status !== 'complete').map(({ name }) => name);
  for (const source of isWhole ? retiredSources(context) : []) {
    const name = retiredRosterName(rosterName(source.name));
    const result = await writer.alone(() =>
      retiredSources(context).some(({ id }) => id === source.id)
        ? retireRoster(context, source, unread)
        : null,
    );
    if (result !== null) report.push({ kind: 'roster', id: source.name, name, result });
  }
  // Last, when the others have taken over the people they list.
  if (byHand && countPeople(context.store, handSource(context).id) > 0) report.push(await readByHand(passes));
  return report;
}

async function readByHand(passes: Passes): Promise<SourceReport> {
  const key = keyOf('rosters', BY_HAND.id);
  const other = passes.underway.find(key);
  if (other !== null) return await other;
  const begun = begin(passes, 'rosters', BY_HAND.id, BY_HAND.source);
  try {
    const read = inside(begun.watched, () => startRosterRead(passes.context, passes.rosters, BY_HAND));
    return await readRoster(passes, { config: BY_HAND, read, ...begun });
  } catch (error) {
    begun.turn.failed(error);
    throw error;
  }
}

async function readRoster(
  { context, writer }: Passes,
  { config, read, turn, watched }: Source<RosterConfig, RosterRead>,
): Promise<SourceReport> {
  const result = await inside(watched, () => syncRoster(context, config, read, writer));
  const report = { kind: 'roster', id: config.id, name: rosterName(config.id), result } as const;
  context.dependencies.progress({ type: 'done', ...read.source });
  turn.done(report);
  return report;
}

/** Reads every app independently: one that hangs, is slow or fails delays nobody. */
async function readApps(
  { context, writer }: Passes,
  apps: readonly Source<AppConfig, AppRead>[],
): Promise<SourceReport[]> {
  const opened = await writer.alone(() =>
    apps.map((source) => ({ ...source, app: openApp(context, source.config) })),
  );
  // Files first, one after the other: a first import is fast only while the table is empty.
  const inOrder = opened.toSorted((a, b) => Number(isFile(b.read)) - Number(isFile(a.read)));
  const forApps = { writer, everybody: openEverybody(context, inOrder.length) };
  const reads = inOrder.map(async ({ app, read, turn, watched }): Promise<SourceReport> => {
    const { id, name } = app.config;
    const result = await inside(watched, () => syncApp(context, app, read, forApps));
    const report = { kind: 'app', id, name, result } as const;
    context.dependencies.progress({ type: 'done', ...read.source });
    turn.done(report);
    return report;
  });
  const { elapsed } = context.dependencies;
  const report = await everyEnd(reads, () => writer.alone(() => afterReads(context)), elapsed);
  return opened.flatMap(({ app }) => report.filter(({ id }) => id === app.config.id));
}

function isFile({ connection }: AppRead): boolean {
  return connection.local === true;
}

function asJoined(report: SourceReport): SourceReport {
  return { ...report, joined: true };
}

function keyOf(kind: 'rosters' | 'apps', id: string): string {
  return `${kind} ${id}`;
}

/** People added by admins are read like any other source, so that their dates take effect. */
const BY_HAND: RosterConfig = {
  id: 'hand',
  source: 'hand',
  expect: null,
  every: null,
  maxAge: Number.POSITIVE_INFINITY,
  settings: {},
};
