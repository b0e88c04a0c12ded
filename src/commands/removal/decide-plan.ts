import { planCard } from '../../chat/say/removal/card.ts';
import {
  decisionButtons,
  noPlanText,
  notAPlanText,
  type PlanDecision,
  plansToDecide,
} from '../../chat/say/removal/plans-to-decide.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtPlan } from '../../flows/removal/look-at-plan.ts';
import { openPlans, planById, type StoredPlan } from '../../store/removal/plans.ts';
import { type Answer, type Command, CommandError, sentence } from '../command.ts';
import { carryOutHere } from './carry-out-here.ts';
import { planJson, plansJson, STEPS } from './plan-json.ts';

export const approve: Command = {
  verb: 'approve',
  example: 'approve',
  does: 'the plans of removals that wait for a second person, each with its button; approve 12 shows plan 12; in a terminal, approve 12 --yes approves it',
  group: 'decide',
  keys: [],
  flags: ['yes'],
  terminalFlags: ['yes'],
  names: 1,
  changes: ({ flags }) => flags.has('yes'),
  async answer(context, request): Promise<Answer> {
    const [word] = request.words;
    if (word === undefined) return decidable(context, 'approve');
    const plan = planNamed(context, word);
    if (!request.flags.has('yes')) return shown(context, plan);
    const { hash, id } = plan;
    const outcome = await act(context, request.by, { type: 'approve-removal', plan: id, hash });
    const carriedOut = outcome.done ? await carryOutHere(context, request, [id]) : null;
    return carriedOut ?? decided(context, id, outcome);
  },
};

export const cancel: Command = {
  verb: 'cancel',
  example: 'cancel',
  does: 'the plans of removals of which something waits, each with a button that cancels it; cancel 12 cancels what of plan 12 has not begun',
  group: 'decide',
  keys: [],
  names: 1,
  changes: ({ words }) => words.length > 0,
  async answer(context, { by, words: [word] }): Promise<Answer> {
    if (word === undefined) return decidable(context, 'cancel');
    const { id } = planNamed(context, word);
    return decided(context, id, await act(context, by, { type: 'cancel-removal', plan: id }));
  },
};

/** The plan that an admin means, by its number. */
export function planNamed({ store }: Context, word: string): StoredPlan {
  if (!/^[1-9]\d{0,11}$/.test(word))
    throw new CommandError(notAPlanText(word), { word, meant: null, known: [] });
  const plan = planById(store, Number(word));
  if (plan === null) throw new CommandError(noPlanText(Number(word)), { word, meant: null, known: [] });
  return plan;
}

/** The plan as its card shows it, with what may be decided on it. */
export function shown(context: Context, plan: StoredPlan): Answer {
  const view = lookAtPlan(context, plan, STEPS);
  return { ok: true, message: planCard(view), json: planJson(view) };
}

function decided(
  context: Context,
  id: number,
  { done, text }: { readonly done: boolean; readonly text: string },
): Answer {
  return { ...sentence(done, text), json: { ok: done, text, plans: plansJson(context, [id]) } };
}

function decidable(context: Context, decision: PlanDecision): Answer {
  const plans = openPlans(context.store)
    .map((plan) => lookAtPlan(context, plan, STEPS))
    .filter((view) => decisionButtons(view, decision).length > 0);
  return { ok: true, message: plansToDecide(plans, decision), json: { plans: plans.map(planJson) } };
}
