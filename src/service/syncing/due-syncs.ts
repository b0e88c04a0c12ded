import type { Selection } from '../../domain/sync/selection.ts';
import type { Context } from '../../flows/context.ts';
import { planSync, triedKey } from '../../flows/rhythm/plan-sync.ts';
import type { SyncReport } from '../../flows/sync/sync-all.ts';
import type { SyncDesk } from './sync-desk.ts';

export interface DueSyncs {
  /** The first reads of a service; resolves when they have ended. */
  start(): Promise<void>;
  /** Reads what is due, each source in its own rhythm, in parallel with reads under way. Called every second. */
  look(): void;
  /** Something was read: earlier calculations are no longer valid. */
  again(): void;
}

export interface DueSyncsOptions {
  readonly synced: (report: SyncReport) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The plan is worked out again when something is due by it, after every read, and when the clock was set back; a look in between costs
 * nothing.
 */
export function openDueSyncs(
  context: Context,
  desk: SyncDesk,
  { synced, failed }: DueSyncsOptions,
): DueSyncs {
  const tried = new Map<string, Date>();
  /** Until when nothing is due; `null` when that is to be worked out. */
  let quietUntil: Date | null = null;
  let looked = context.now();

  async function readDue(start: boolean): Promise<void> {
    const { due, next } = planSync(context, tried, { start });
    quietUntil = due === null ? next : null;
    if (due === null) return;
    note(due);
    synced(await desk.read(due));
  }

  /** A read may be refused, or may have to wait for a roster, or may take long: then it is tried again in its rhythm and not every second. */
  function note({ apps, rosters }: Selection): void {
    const now = context.now();
    const all = { apps: context.config.apps, rosters: context.config.roster };
    for (const { id } of all.apps)
      if (apps === 'all' || apps.includes(id)) tried.set(triedKey('app', id), now);
    for (const { id } of all.rosters)
      if (rosters === 'all' || rosters.includes(id)) tried.set(triedKey('roster', id), now);
  }

  return {
    start: () => readDue(true).catch(failed),
    look() {
      const now = context.now();
      const isSetBack = now < looked;
      looked = now;
      if (!isSetBack && quietUntil !== null && now < quietUntil) return;
      void readDue(false).catch(failed);
    },
    again: () => {
      quietUntil = null;
    },
  };
}
