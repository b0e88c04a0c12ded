import { removalsMessage } from '../../chat/say/removal/removals.ts';
import { OPERATION_STATES } from '../../domain/removal/operation.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { latestPlans } from '../../store/removal/plans.ts';
import type { Command } from '../command.ts';
import { oneOf } from '../resolve.ts';

/** So many plans are listed, the newest first. */
const LISTED = 20;

export const removals: Command = {
  verb: 'removals',
  example: 'removals state:task',
  does: 'what is being removed: waiting for approval, confirmed, running, in doubt, done, and until when it can be taken back',
  group: 'look',
  keys: ['state'],
  names: 0,
  answer(context, { filters }) {
    const state = filters.state === undefined ? null : oneOf('state', filters.state, OPERATION_STATES);
    const plans = latestPlans(context.store, LISTED)
      .map((plan) => lookAtPlan(context, plan, 50))
      .map((plan) =>
        state === null
          ? plan
          : { ...plan, operations: plan.operations.filter((operation) => operation.state === state) },
      )
      .filter((plan) => state === null || plan.operations.length > 0);
    return {
      ok: true,
      message: removalsMessage(plans, state !== null),
      json: plans.map(({ clock: _, ...plan }) => plan),
    };
  },
};
