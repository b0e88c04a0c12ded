import { notANumberText } from '../../chat/say/commands/argument.ts';
import { confirmAction, removalPlanMessage } from '../../chat/say/removal/plan.ts';
import type { Asked } from '../../domain/removal/plan.ts';
import { appName, type Context, clockOf } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import type { PlanMade } from '../../flows/removal/plan-removal.ts';
import { type Answer, CommandError, outcome, type Request } from '../command.ts';
import { carryOutHere } from './carry-out-here.ts';

/** How something is to be removed, as it was typed. */
export function askedIn({ filters, flags }: Pick<Request, 'filters' | 'flags'>) {
  const { way, in: days } = filters;
  if (days !== undefined && !/^[1-9]\d{0,2}d?$/.test(days))
    throw new CommandError(notANumberText('in', days));
  return {
    ...(way === undefined ? {} : { way }),
    ...(days === undefined ? {} : { inDays: Number.parseInt(days, 10) }),
    ...(flags.has('unowned') ? { unowned: true as const } : {}),
  };
}

export interface Planned {
  readonly asked: Asked;
  readonly made: PlanMade;
  /** What else the data says. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** For a plan of one person: their name. */
  readonly person?: string;
}

/** Shows a plan, or confirms it where it was typed with `--yes`. */
export async function planAnswer(
  context: Context,
  request: Request,
  { asked, made, json = {}, person }: Planned,
): Promise<Answer> {
  const { shown, hash, cut } = made;
  if (request.flags.has('yes') && shown.removals.length > 0) {
    const confirmed = outcome(await act(context, request.by, confirmAction(asked, hash)));
    if (!confirmed.ok) return confirmed;
    return (await carryOutHere(context, request)) ?? confirmed;
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
      clock: clockOf(context),
    }),
    json: { ...json, hash, cut, plan: shown },
  };
}
