import type { PlanShown } from '../../domain/removal/plan.ts';
import { planOfAccount } from '../../store/removal/due.ts';
import { operationsOf } from '../../store/removal/operations.ts';
import { planById, planWithHash, type StoredPlan } from '../../store/removal/plans.ts';
import { type Context, listApps } from '../context.ts';

interface Confirmed {
  readonly by: string;
  readonly at: string;
  readonly plan: number;
}

/** Who confirmed the earlier plan that kept accounts out of this one, and when; `null` if there is none. */
export function planUnderWay(
  context: Context,
  { leftAlone }: Pick<PlanShown, 'leftAlone'>,
): Confirmed | null {
  const busy = leftAlone.find(({ why }) => why.kind === 'under-way');
  const app = listApps(context).find(({ config }) => config.id === busy?.app);
  if (busy === undefined || app === undefined) return null;
  const id = planOfAccount(context.store, app.source.id, busy.account);
  const plan = id === null ? null : planById(context.store, id);
  return plan === null ? null : confirmed(plan);
}

/** Who confirmed exactly this plan, and when, if all of it was carried out; `null` otherwise. */
export function planCarriedOut({ store }: Context, hash: string): Confirmed | null {
  const plan = planWithHash(store, hash);
  if (plan === null || operationsOf(store, plan.id).some(({ state }) => state !== 'verified')) return null;
  return confirmed(plan);
}

function confirmed({ id, requestedName, requestedAt }: StoredPlan): Confirmed {
  return { by: requestedName, at: requestedAt, plan: id };
}
