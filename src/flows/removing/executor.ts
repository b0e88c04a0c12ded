import { takeLock } from '../../store/db/lock.ts';
import { operationsIn } from '../../store/removal/operations.ts';
import { planById } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { endStep } from './end-step.ts';
import { type RunningIo, runDue } from './run-due.ts';

export type { RunningIo } from './run-due.ts';

/** Asks apps to remove accounts. There is one per database, whichever process it runs in. */
export interface Executor {
  /** Carries out what is due; returns how many operations were worked on. */
  run(): Promise<number>;
  close(): void;
}

/** Throws `StoreError('locked')` if another process carries out removals. Steps that a killed process left running are in doubt from now on. */
export function openExecutor(context: Context, io: RunningIo): Executor {
  const lock = takeLock(context.config.database, 'removal', context.now());
  try {
    recoverOperations(context);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { run: () => runDue(context, io), close: () => lock.release() };
}

/** Nobody knows whether the app was asked before the process ended: it is looked at, and never asked again. */
function recoverOperations(context: Context): void {
  const { store } = context;
  for (const operation of operationsIn(store, ['running'])) {
    const plan = planById(store, operation.plan);
    if (plan === null) continue;
    const reason = { kind: 'answer-lost', words: 'Seatkeeper was stopped' } as const;
    store.write(() =>
      endStep(context, plan, operation, { state: 'in-doubt', reason, dueAt: timestamp(context), looks: 0 }),
    );
  }
}
