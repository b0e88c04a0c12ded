import { nothingToUndoText, typedUndoText } from '../../chat/say/removal/plans-to-decide.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import type { Outcome } from '../../flows/outcome.ts';
import { mayUndo } from '../../flows/removal/look-at-plan.ts';
import { operationsOf, type StoredOperation } from '../../store/removal/operations.ts';
import { latestPlans, type StoredPlan } from '../../store/removal/plans.ts';
import { type Answer, type Request, sentence } from '../command.ts';
import { carryOutHere } from './carry-out-here.ts';
import { planNamed, shown } from './decide-plan.ts';
import { plansJson } from './plan-json.ts';

/** `undo plan 12`: the steps of the plan that can be taken back, each with its button; `--yes` takes all of them back. */
export async function undoPlan(context: Context, request: Request, word: string): Promise<Answer> {
  const plan = planNamed(context, word);
  if (undoable(context, plan).length === 0) return sentence(false, nothingToUndoText(plan.id));
  if (request.flags.has('yes')) return takeBack(context, request, plan);
  const answer = shown(context, plan);
  return request.by.on === 'terminal' ? withNote(answer, typedUndoText(plan.id)) : answer;
}

function withNote({ message, ...answer }: Answer, text: string): Answer {
  return { ...answer, message: { ...message, body: [...message.body, { type: 'note', text }] } };
}

/** The last step is taken back first; the steps of one account follow one another, as far as they are carried out here. */
async function takeBack(context: Context, request: Request, plan: StoredPlan): Promise<Answer> {
  const said = new Map<number, Outcome>();
  const plans = new Set<number>();
  let last: Answer | null = null;
  for (;;) {
    let confirmed = 0;
    for (const { id } of undoable(context, plan)) {
      if (said.get(id)?.done === true) continue;
      const outcome = await act(context, request.by, { type: 'undo-removal', operation: id });
      said.set(id, outcome);
      if (outcome.done) confirmed++;
    }
    if (confirmed === 0) break;
    for (const { id } of latestPlans(context.store, confirmed).toReversed()) plans.add(id);
    last = await carryOutHere(context, request, confirmed);
    if (last === null) break;
  }
  const steps = [...said].map(([operation, { done, text }]) => ({ operation, ok: done, text }));
  const ok = steps.every((step) => step.ok) && last?.ok !== false;
  const texts = [...new Set(steps.map(({ text }) => text))];
  return {
    ...(last !== null && steps.length === 1 ? last : sentence(ok, texts.join('\n'))),
    json: { ok, text: texts.join('\n'), plan: plan.id, steps, plans: plansJson(context, [...plans]) },
  };
}

function undoable(context: Context, { id }: StoredPlan): readonly StoredOperation[] {
  return operationsOf(context.store, id, ['verified'])
    .filter((operation) => mayUndo(context, operation))
    .toReversed();
}
