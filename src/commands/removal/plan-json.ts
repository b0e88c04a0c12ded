import type { PlanView } from '../../chat/say/removal/plan-view.ts';
import type { Context } from '../../flows/context.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { planById } from '../../store/removal/plans.ts';

/** So many steps of a plan are named; the others are counted. */
export const STEPS = 50;

/** A plan as `--json` has it, in every command. */
export function planJson({ clock: _, ...plan }: PlanView): Omit<PlanView, 'clock'> {
  return plan;
}

/** The plans with these numbers, as they are stored now. */
export function plansJson(context: Context, ids: readonly number[]): readonly Omit<PlanView, 'clock'>[] {
  return ids
    .flatMap((id) => planById(context.store, id) ?? [])
    .map((plan) => planJson(lookAtPlan(context, plan, STEPS)));
}
