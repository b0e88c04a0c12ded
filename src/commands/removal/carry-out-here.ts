import { planCard } from '../../chat/say/removal/card.ts';
import type { PlanView } from '../../chat/say/removal/plan-view.ts';
import type { Message } from '../../domain/message.ts';
import type { Context } from '../../flows/context.ts';
import { proofsDue } from '../../flows/proof-due.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { type Executor, openExecutor } from '../../flows/removing/executor.ts';
import { StoreError } from '../../store/db/errors.ts';
import { latestPlans, planById } from '../../store/removal/plans.ts';
import type { Answer, Request } from '../command.ts';
import { plansJson } from './plan-json.ts';

/**
 * If no service runs, carries out the plans that were just confirmed in this process (the newest ones, or those with these numbers), and
 * answers with the result. `null`: a service carries them out.
 */
export async function carryOutHere(
  context: Context,
  { sync }: Pick<Request, 'sync'>,
  plans: number | readonly number[],
): Promise<Answer | null> {
  let executor: Executor;
  try {
    executor = openExecutor(context, { readAgain: sync, isStopped: () => false });
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'locked') return null;
    throw error;
  }
  try {
    await executor.run();
    await prove(context, sync);
  } finally {
    executor.close();
  }
  const { store } = context;
  const carriedOut =
    typeof plans === 'number'
      ? latestPlans(store, plans).toReversed()
      : plans.flatMap((id) => planById(store, id) ?? []);
  const views = carriedOut.map((plan) => lookAtPlan(context, plan));
  const [first] = views;
  if (first === undefined) return null;
  const ok = views.every((view) => !hasTrouble(view));
  return {
    ok,
    message: views.map(planCard).reduce(oneAfterTheOther),
    json: {
      ok,
      text: views.map((view) => planCard(view).summary).join('\n'),
      plans: plansJson(
        context,
        carriedOut.map(({ id }) => id),
      ),
    },
  };
}

/** Reads once for steps that only a complete read can prove, if a read can show them by now. */
async function prove(context: Context, sync: Request['sync']): Promise<void> {
  for (const [app, due] of proofsDue(context, () => null)) if (due <= context.now()) await sync(app);
}

function hasTrouble({ counts }: PlanView): boolean {
  return (counts.failed ?? 0) + (counts['in-doubt'] ?? 0) + (counts.expired ?? 0) > 0;
}

function oneAfterTheOther(one: Message, other: Message): Message {
  return {
    ...one,
    body: [...one.body, { type: 'text', spans: [{ bold: other.title }] }, ...other.body],
    buttons: [...one.buttons, ...other.buttons],
  };
}
