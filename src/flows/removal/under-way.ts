import type { PlanShown } from '../../domain/removal/plan.ts';
import { planOfAccount } from '../../store/removal/due.ts';
import { planById } from '../../store/removal/plans.ts';
import { type Context, listApps } from '../context.ts';

/** Who confirmed the earlier plan that kept accounts out of this one, and when; `null` if there is none. */
export function planUnderWay(
  context: Context,
  { leftAlone }: Pick<PlanShown, 'leftAlone'>,
): { readonly by: string; readonly at: string; readonly plan: number } | null {
  const busy = leftAlone.find(({ why }) => why.kind === 'under-way');
  const app = listApps(context).find(({ config }) => config.id === busy?.app);
  if (busy === undefined || app === undefined) return null;
  const id = planOfAccount(context.store, app.source.id, busy.account);
  const plan = id === null ? null : planById(context.store, id);
  return plan === null ? null : { by: plan.requestedName, at: plan.requestedAt, plan: plan.id };
}
