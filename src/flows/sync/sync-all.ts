import { retiredRosterName } from '../../chat/say/operate/sync.ts';
import type { RosterConfig } from '../../config/config.ts';
import { takeLock } from '../../store/db/lock.ts';
import { countPeople } from '../../store/people/people.ts';
import { introduceApps } from '../alerts/introduce-apps.ts';
import { notifyOldData } from '../alerts/notify-old-data.ts';
import { type Context, handSource, openApp } from '../context.ts';
import { countDrifts } from '../groups/count-drift.ts';
import { refreshSeats } from '../money/count-seats.ts';
import { remindRenewals } from '../money/remind-renewals.ts';
import { updateStanding } from '../people/update-standing.ts';
import { recover } from './recover.ts';
import { retiredSources, retireRoster } from './retire-roster.ts';
import { type SyncResult, syncApp } from './sync-app.ts';
import { type RosterResult, rosterName, syncRoster } from './sync-roster.ts';

interface SourceReport {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly result: SyncResult | RosterResult;
}

export type SyncReport = readonly SourceReport[];

/**
 * Reads the roster, then the apps, one after the other; `only` names a single app. Only one sync runs at a time on a database,
 * in whichever process: a second one throws `StoreError('locked')`.
 */
export async function syncAll(context: Context, only: string | null): Promise<SyncReport> {
  const lock = takeLock(context.config.database, 'sync', context.now());
  try {
    await recover(context);
    const report: SourceReport[] = [];
    const readRoster = async (config: RosterConfig) => {
      report.push({
        kind: 'roster',
        id: config.id,
        name: rosterName(config),
        result: await syncRoster(context, config),
      });
    };
    for (const config of context.config.roster) await readRoster(config);
    // Only when the others were read completely: one of them may list the same people under a new name.
    const unread = report.filter(({ result }) => result.status !== 'complete').map(({ name }) => name);
    for (const source of retiredSources(context)) {
      const name = retiredRosterName(rosterName({ id: source.name }));
      const result = retireRoster(context, source, unread);
      report.push({ kind: 'roster', id: source.name, name, result });
    }
    // Last, when the others have taken over the people they list.
    if (countPeople(context.store, handSource(context).id) > 0) await readRoster(BY_HAND);
    updateStanding(context);
    for (const config of context.config.apps) {
      if (only !== null && config.id !== only) continue;
      report.push({
        kind: 'app',
        id: config.id,
        name: config.name,
        result: await syncApp(context, openApp(context, config)),
      });
    }
    introduceApps(context);
    refreshSeats(context);
    remindRenewals(context);
    notifyOldData(context);
    countDrifts(context);
    return report;
  } finally {
    lock.release();
  }
}

/** People added by admins are read like any other source, so that their dates take effect. */
const BY_HAND: RosterConfig = {
  id: 'hand',
  source: 'hand',
  expect: null,
  maxAge: Number.POSITIVE_INFINITY,
  settings: {},
};
