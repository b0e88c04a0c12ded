import type { HealthView } from '../../chat/say/overview/health.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { type Run, runsIn } from '../../store/sources/runs.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type Context, findApp, timestamp } from '../context.ts';

/** A sync takes its own read through this in seconds, unless the app is very large. */
const APPLYING_MS = 600_000;

/** Whether somebody began to accept or drop a read, and the process that began it will not finish it. */
export function isHalfDone(context: Context, run: Run): boolean {
  if (run.status === 'dropping') return true;
  if (run.status !== 'applying') return false;
  // `recover` reports reads that nobody decided on, once they are over.
  const age = Math.abs(Date.parse(timestamp(context)) - Date.parse(run.startedAt));
  return run.acceptedBy !== null || age >= APPLYING_MS;
}

/** Every such read. */
export function halfDone(context: Context): HealthView['halfDone'] {
  return runsIn(context.store, ['applying', 'dropping'])
    .filter((run) => isHalfDone(context, run))
    .map((run) => {
      const app = findApp(context, run.source)?.config.name;
      const name = app ?? rosterName(sourceById(context.store, run.source)?.name ?? '');
      return { run: run.id, name, accepted: run.status === 'applying' };
    });
}
