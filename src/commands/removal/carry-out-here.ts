import { planCard } from '../../chat/say/removal/card.ts';
import type { Context } from '../../flows/context.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { type Executor, openExecutor } from '../../flows/removing/executor.ts';
import { StoreError } from '../../store/db/errors.ts';
import { latestPlans } from '../../store/removal/plans.ts';
import type { Answer, Request } from '../command.ts';

/**
 * Carries out what was just confirmed in this process, where no service does, and answers with what came of it. `null`: a service
 * carries it out.
 */
export async function carryOutHere(context: Context, { sync }: Request): Promise<Answer | null> {
  let executor: Executor;
  try {
    executor = openExecutor(context, { readAgain: sync, isStopped: () => false });
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'locked') return null;
    throw error;
  }
  try {
    await executor.run();
  } finally {
    executor.close();
  }
  const [plan] = latestPlans(context.store, 1);
  if (plan === undefined) return null;
  const { clock: _, ...view } = lookAtPlan(context, plan);
  const bad = (view.counts.failed ?? 0) + (view.counts['in-doubt'] ?? 0) + (view.counts.expired ?? 0);
  return {
    ok: bad === 0,
    message: planCard({ ...view, clock: lookAtPlan(context, plan).clock }),
    json: view,
  };
}
