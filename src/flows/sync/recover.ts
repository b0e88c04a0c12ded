import { finishFirstImport } from '../../store/first-import/first-import.ts';
import { lastReportedRun, runsIn, seenBy } from '../../store/sources/runs.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type Context, findApp, SEATKEEPER } from '../context.ts';
import { applyRun } from './apply-run.ts';
import { dropRuns } from './drop-runs.ts';

/** Cleans up after a killed process: reads cut short are forgotten, accepted ones are finished. Needs the sync lock. */
export async function recover(context: Context): Promise<void> {
  const { store } = context;
  for (const run of runsIn(store, ['reading', 'dropping'])) {
    const source = sourceById(store, run.source);
    if (source !== null) dropRuns(context, source, [run]);
    context.log.warn({ run: run.id, source: source?.name }, 'an unfinished read is forgotten');
  }
  finishFirstImport(store, 'person');
  finishFirstImport(store, 'account');
  for (const run of runsIn(store, ['applying'])) {
    const app = findApp(context, run.source);
    if (app === null) continue;
    context.log.warn(
      { run: run.id, app: app.config.id },
      'an accepted read was interrupted and is finished now',
    );
    const { id, counts, dataAt, startedAt, acceptedBy } = run;
    await applyRun(context, app, {
      run: id,
      counts,
      dataAt: dataAt ?? startedAt,
      seen: seenBy(store, id),
      previous: acceptedBy === null ? lastReportedRun(store, run.source, id) : { ...run, status: 'held' },
      by: acceptedBy ?? SEATKEEPER,
    });
  }
}
