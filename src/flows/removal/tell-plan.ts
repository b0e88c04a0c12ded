import { movedCard, planCard } from '../../chat/say/removal/card.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { planById } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { lookAtPlan } from './look-at-plan.ts';

/** Posts the card of a plan, or edits it in place. Runs in the transaction of the change. `loud`: an admin should look at it. */
export function tellPlan(
  context: Context,
  id: number,
  { mode = 'edit', loud = false }: { readonly mode?: 'post' | 'edit'; readonly loud?: boolean } = {},
): void {
  const plan = planById(context.store, id);
  if (plan === null) return;
  enqueue(context.store, {
    ...aboutPlan(context, id),
    mode,
    quiet: mode === 'edit' && !loud,
    message: planCard(lookAtPlan(context, plan)),
  });
}

/** Posts the card of a plan again, so that it is seen; the old one says where it went. */
export function tellPlanAgain(context: Context, id: number): void {
  enqueue(context.store, { ...aboutPlan(context, id), mode: 'edit', quiet: true, message: movedCard(id) });
  tellPlan(context, id, { mode: 'post' });
}

function aboutPlan(context: Context, id: number) {
  return { platforms: context.platforms, subject: messageSubject.removal(id), at: timestamp(context) };
}
