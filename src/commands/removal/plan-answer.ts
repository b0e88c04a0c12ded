import { notANumberText } from '../../chat/say/commands/argument.ts';
import { removalPlanMessage } from '../../chat/say/removal/plan.ts';
import { confirmAction } from '../../chat/say/removal/plan-buttons.ts';
import type { Asked } from '../../domain/removal/plan.ts';
import { appName, type Context, clockOf } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import type { PartOfPlan, PlanMade } from '../../flows/removal/plan-removal.ts';
import { latestPlans } from '../../store/removal/plans.ts';
import { type Answer, CommandError, outcome, type Request } from '../command.ts';
import { carryOutHere } from './carry-out-here.ts';
import { plansJson } from './plan-json.ts';

/** How something is to be removed, as it was typed. */
export function askedIn({ filters, flags }: Pick<Request, 'filters' | 'flags'>) {
  const { way, in: days } = filters;
  if (days !== undefined && !/^[1-9]\d{0,2}d?$/.test(days))
    throw new CommandError(notANumberText('in', days));
  return {
    ...(way === undefined ? {} : { way }),
    ...(days === undefined ? {} : { inDays: Number.parseInt(days, 10) }),
    ...(flags.has('unowned') ? { unowned: true as const } : {}),
    ...(flags.has('old-data') ? { oldData: true as const } : {}),
  };
}

export interface Planned {
  readonly asked: Asked;
  readonly made: PlanMade;
  /** What else the data says. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** For a plan of one person: their name, and the plan of each kind of step. */
  readonly person?: string;
  readonly parts?: readonly PartOfPlan[];
}

/** Shows a plan, or confirms it if the command had `--yes`. */
export async function planAnswer(
  context: Context,
  request: Request,
  { asked, made, json = {}, person, parts }: Planned,
): Promise<Answer> {
  const { shown, hash, cut } = made;
  if (request.flags.has('yes') && shown.removals.length > 0) {
    const actions =
      parts === undefined || asked.scope !== 'person'
        ? [confirmAction(asked, hash)]
        : parts.map((part) => confirmAction({ ...asked, only: part.only }, part.made.hash));
    let confirmed: Answer | null = null;
    for (const action of actions) {
      confirmed = outcome(await act(context, request.by, action));
      if (!confirmed.ok) return confirmed;
    }
    const carriedOut = await carryOutHere(context, request, actions.length);
    if (carriedOut !== null) return carriedOut;
    if (confirmed !== null) return withPlans(context, confirmed, actions.length);
  }
  return {
    ok: true,
    message: removalPlanMessage({
      asked,
      shown,
      hash,
      cut,
      appName: (id) => appName(context, id),
      person: person ?? null,
      ...(parts === undefined
        ? {}
        : { parts: parts.map(({ only, made: part }) => ({ only, shown: part.shown, hash: part.hash })) }),
      clock: clockOf(context),
    }),
    json: { ...json, hash, cut, plan: shown, ...(parts === undefined ? {} : { parts: parts.map(partJson) }) },
  };
}

/** A service carries them out: their numbers lead to what comes of it. */
function withPlans(context: Context, answer: Answer, count: number): Answer {
  const ids = latestPlans(context.store, count).map(({ id }) => id);
  return {
    ...answer,
    json: { ok: answer.ok, text: answer.message.summary, plans: plansJson(context, ids.toReversed()) },
  };
}

/** Each kind of step is confirmed on its own, with a hash of its own. */
function partJson({ only, made: { hash, shown } }: PartOfPlan) {
  const accounts = shown.removals.map(({ account: { app, account } }) => ({ app, account: account.id }));
  return { only, hash, accounts };
}
