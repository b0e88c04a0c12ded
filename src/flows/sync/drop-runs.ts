import { dropAccountIntake } from '../../store/intake/account-intake.ts';
import { dropPersonIntake } from '../../store/intake/person-intake.ts';
import { type Run, updateRun } from '../../store/sources/runs.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, timestamp } from '../context.ts';

/**
 * Forgets reads that never became the picture: held ones a newer read replaces, and ones a crash cut short. A held read can
 * no longer be accepted from the first step on; `recover` takes up a dropping that was cut short itself.
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
        ...(cut ? { error: INTERRUPTED } : {}),
      }),
    );
  }
}

const INTERRUPTED = { kind: 'interrupted', message: 'Seatkeeper was stopped while reading', retryAt: null };
