import type { Context } from '../../src/flows/context.ts';
import { latestPlans } from '../../src/store/removal/plans.ts';

/** What [Approve…] on the card of the newest plan asks for. */
export function approvalOf({ store }: Context) {
  const [plan] = latestPlans(store, 1);
  if (plan === undefined) throw new Error('no plan was confirmed');
  return { type: 'approve-removal', plan: plan.id, hash: plan.hash } as const;
}
