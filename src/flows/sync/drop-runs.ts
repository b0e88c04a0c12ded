import { INTERRUPTED } from '../../chat/say/operate/read-problem.ts';
import { dropAccountIntake } from '../../store/intake/drop-account-intake.ts';
import { dropPersonIntake } from '../../store/intake/person-intake.ts';
import { type Run, updateRun } from '../../store/sources/runs.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, timestamp } from '../context.ts';

/**
 * Forgets reads that were never accepted: held ones that a newer read replaces, and ones that a crash cut short. From the
 * first step on a held read can no longer be accepted. If a crash cuts this short too, `recover` finishes it.
 */
export function dropRuns(context: Context, source: Source, runs: readonly Run[]): void {
  for (const run of runs) {
    if (run.status === 'held')
      context.store.write(() => updateRun(context.store, run.id, { status: 'dropping' }));
    if (source.kind === 'app') dropAccountIntake(context.store, source.id, run.id);
    else dropPersonIntake(context.store, source.id, run.id);
    const cut = run.status === 'reading';
    context.store.write(() =>
      updateRun(context.store, run.id, {
        status: cut ? 'failed' : 'dropped',
        endedAt: run.endedAt ?? timestamp(context),
        seen: null,
        ...(cut ? { error: { kind: 'interrupted', message: INTERRUPTED, retryAt: null } } : {}),
      }),
    );
  }
}
