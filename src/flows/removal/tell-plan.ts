import { planCard } from '../../chat/say/removal/card.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { planById } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { lookAtPlan } from './look-at-plan.ts';

/** Posts the card of a plan, or edits it in place. In the transaction of the change. `loud`: an admin should look at it. */
export function tellPlan(
  context: Context,
  id: number,
  { mode = 'edit', loud = false }: { readonly mode?: 'post' | 'edit'; readonly loud?: boolean } = {},
): void {
  const plan = planById(context.store, id);
  if (plan === null) return;
  enqueue(context.store, {
    platforms: context.platforms,
    subject: messageSubject.removal(id),
    mode,
    quiet: mode === 'edit' && !loud,
    message: planCard(lookAtPlan(context, plan)),
    at: timestamp(context),
  });
}
