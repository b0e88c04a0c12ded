import { askedFor, type Selection } from '../../domain/sync/selection.ts';
import { inside } from '../../domain/watching/observer.ts';
import { takeLock } from '../../store/db/lock.ts';
import type { Context } from '../context.ts';
import { openAheadBudget } from '../reading/ahead-budget.ts';
import { openLanes } from '../reading/lanes.ts';
import { openUnderway } from '../reading/underway.ts';
import { outcomesOf } from '../reading/watched-read.ts';
import { openWriter } from '../reading/writer.ts';
import { recover } from './recover.ts';
import { runPass, type SourceReport, type SyncReport } from './sync-pass.ts';

export type { SyncReport } from './sync-pass.ts';

/** Reads sources into one database for as long as it is open; nobody else reads at the same time. */
export interface Sync {
  /**
   * Reads the selected roster sources and apps in parallel. No app is judged before the rosters of its own pass are in, and each is
   * judged, sealed and told as soon as its own read ends. Passes run in parallel; a source that is being read is not read twice.
   */
  read(selection: Selection): Promise<SyncReport>;
  /** Call it when nothing is being read. */
  close(): Promise<void>;
}

/** Only one can be open at a time on a database, across all processes: a second one throws `StoreError('locked')`. */
export async function openSync(context: Context): Promise<Sync> {
  const lock = takeLock(context.config.database, 'sync', context.now());
  try {
    await recover(context);
  } catch (error) {
    lock.release();
    throw error;
  }
  const { parallel } = context.config.sync;
  const budget = openAheadBudget();
  const apps = { lanes: openLanes(parallel), budget };
  const shared = {
    context,
    apps,
    writer: openWriter(context.store),
    underway: openUnderway<SourceReport>(),
  };
  let passes = 0;
  return {
    async read(selection) {
      const size = countOf(context, selection);
      if (passes === 0) context.dependencies.progress({ type: 'begun', ...size });
      // Apps that hang may have taken every place, and the rosters must not wait for them.
      const rosters = passes === 0 ? apps : { lanes: openLanes(parallel), budget };
      passes++;
      const watched = context.dependencies.observer?.syncing?.(size);
      let report: SyncReport | null = null;
      try {
        report = await inside(watched, () => runPass({ ...shared, rosters }, selection));
        return report;
      } finally {
        passes--;
        watched?.end(report === null ? null : outcomesOf(report));
      }
    },
    close: async () => lock.release(),
  };
}

/** Reads the roster and the apps; `only` names a single app. */
export async function syncAll(context: Context, only: string | null, force = false): Promise<SyncReport> {
  const sync = await openSync(context);
  try {
    return await sync.read(askedFor(only, force));
  } finally {
    await sync.close();
  }
}

function countOf({ config }: Context, { apps, rosters }: Selection) {
  return {
    apps: apps === 'all' ? config.apps.length : apps.length,
    rosters: rosters === 'all' ? config.roster.length : rosters.length,
  };
}
