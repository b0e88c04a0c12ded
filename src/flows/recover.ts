import { endBulk } from '../store/bulk.ts';
import { latestRun, type Run, runById, runsIn, seenBy } from '../store/runs.ts';
import { sourceById } from '../store/sources.ts';
import { applyRun } from './apply-run.ts';
import { type Context, findApp, SEATKEEPER } from './context.ts';
import { dropRuns } from './drop-runs.ts';

/** Takes up what a killed process left: reads cut short are forgotten, believed ones are finished. Under the sync lock. */
export async function recover(context: Context): Promise<void> {
  const { store } = context;
  for (const run of runsIn(store, ['reading'])) {
    const source = sourceById(store, run.source);
    if (source !== null) dropRuns(context, source, [run]);
    context.log.warn({ run: run.id, source: source?.name }, 'a read was cut short and is forgotten');
  }
  endBulk(store, 'person');
  endBulk(store, 'account');
  for (const run of runsIn(store, ['applying'])) {
    const app = findApp(context, run.source);
    if (app === null) continue;
    context.log.warn(
      { run: run.id, app: app.config.id },
      'a believed read was cut short and is finished now',
    );
    const { counts, dataAt, startedAt } = run;
    const seen = seenBy(store, run.id);
    await applyRun(context, app, {
      run: run.id,
      counts,
      dataAt: dataAt ?? startedAt,
      seen,
      previous: before(context, run),
      by: SEATKEEPER,
    });
  }
}

function before(context: Context, run: Run): Run | null {
  for (let id = run.id - 1; id > 0; id--) {
    const earlier = runById(context.store, id);
    if (earlier === null) return null;
    if (earlier.source === run.source) return earlier;
  }
  return latestRun(context.store, run.source)?.id === run.id ? null : latestRun(context.store, run.source);
}
