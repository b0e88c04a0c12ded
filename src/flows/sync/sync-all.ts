import { retiredRosterName } from '../../chat/say/operate/sync.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import type { AppConfig, RosterConfig } from '../../config/config.ts';
import { takeLock } from '../../store/db/lock.ts';
import { countPeople } from '../../store/people/people.ts';
import { type Context, handSource, openApp } from '../context.ts';
import { openEverybody } from '../owners/everybody.ts';
import { updateStanding } from '../people/update-standing.ts';
import { openAheadBudget } from '../reading/ahead-budget.ts';
import { openLanes } from '../reading/lanes.ts';
import type { Shared } from '../reading/source-read.ts';
import { openWriter, type Writer } from '../reading/writer.ts';
import { afterReads } from './after-reads.ts';
import { everyEnd } from './every-end.ts';
import { recover } from './recover.ts';
import { retiredSources, retireRoster } from './retire-roster.ts';
import { type AppRead, type SyncResult, startAppRead, syncApp } from './sync-app.ts';
import { type RosterRead, type RosterResult, startRosterRead, syncRoster } from './sync-roster.ts';

interface SourceReport {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly result: SyncResult | RosterResult;
}

export type SyncReport = readonly SourceReport[];

/**
 * Reads the roster and the apps side by side, `sync: { parallel }` of them at a time; `only` names a single app. No app is judged
 * before the roster of this sync is in, and each is judged, sealed and told as soon as its own read ends. Only one sync runs at a
 * time on a database, in whichever process: a second one throws `StoreError('locked')`.
 */
export async function syncAll(context: Context, only: string | null): Promise<SyncReport> {
  const lock = takeLock(context.config.database, 'sync', context.now());
  try {
    await recover(context);
    const shared = { lanes: openLanes(context.config.sync.parallel), budget: openAheadBudget() };
    const writer = openWriter(context.store);
    const configs = context.config.apps.filter(({ id }) => only === null || id === only);
    context.dependencies.progress({
      type: 'begun',
      apps: configs.length,
      rosters: context.config.roster.length,
    });
    // The roster is asked first, because everything else waits for it.
    const rosters = context.config.roster.map((config) => ({
      config,
      read: startRosterRead(context, shared, config),
    }));
    const apps = configs.map((config) => ({ config, read: startAppRead(context, shared, config) }));
    try {
      const people = await readRosters(context, shared, rosters, writer);
      updateStanding(context);
      const report = await readApps(context, apps, writer);
      await writer.alone(() => afterReads(context));
      return [...people, ...report];
    } finally {
      for (const { read } of [...rosters, ...apps]) read.end();
    }
  } finally {
    lock.release();
  }
}

async function readRosters(
  context: Context,
  shared: Shared,
  rosters: readonly { readonly config: RosterConfig; readonly read: RosterRead }[],
  writer: Writer,
): Promise<SourceReport[]> {
  const report: SourceReport[] = [];
  const readOne = async (config: RosterConfig, read: RosterRead) => {
    const result = await syncRoster(context, config, read, writer);
    report.push({ kind: 'roster', id: config.id, name: rosterName(config.id), result });
    context.dependencies.progress({ type: 'done', ...read.source });
  };
  for (const { config, read } of rosters) await readOne(config, read);
  // Only when the others were read completely: one of them may list the same people under a new name.
  const unread = report.filter(({ result }) => result.status !== 'complete').map(({ name }) => name);
  for (const source of retiredSources(context)) {
    const name = retiredRosterName(rosterName(source.name));
    const result = await writer.alone(() => retireRoster(context, source, unread));
    report.push({ kind: 'roster', id: source.name, name, result });
  }
  // Last, when the others have taken over the people they list.
  if (countPeople(context.store, handSource(context).id) > 0)
    await readOne(BY_HAND, startRosterRead(context, shared, BY_HAND));
  return report;
}

/** Every app on its own: one that hangs, is slow or fails delays nobody. */
async function readApps(
  context: Context,
  apps: readonly { readonly config: AppConfig; readonly read: AppRead }[],
  writer: Writer,
): Promise<SourceReport[]> {
  const opened = apps.map(({ config, read }) => ({ app: openApp(context, config), read }));
  // Files first, one after the other: a first import is fast only while the table is empty.
  const inOrder = opened.toSorted((a, b) => Number(isFile(b.read)) - Number(isFile(a.read)));
  const beside = { writer, everybody: openEverybody(context) };
  const reads = inOrder.map(async ({ app, read }): Promise<SourceReport> => {
    const { id, name } = app.config;
    const result = await syncApp(context, app, read, beside);
    context.dependencies.progress({ type: 'done', ...read.source });
    return { kind: 'app', id, name, result };
  });
  const { elapsed } = context.dependencies;
  const report = await everyEnd(reads, () => writer.alone(() => afterReads(context)), elapsed);
  return opened.flatMap(({ app }) => report.filter(({ id }) => id === app.config.id));
}

function isFile({ connection }: AppRead): boolean {
  return connection.local === true;
}

/** People added by admins are read like any other source, so that their dates take effect. */
const BY_HAND: RosterConfig = {
  id: 'hand',
  source: 'hand',
  expect: null,
  maxAge: Number.POSITIVE_INFINITY,
  settings: {},
};
