import { actorText } from '../../chat/say/audit/audit-entry.ts';
import { notADecisionText, USAGE } from '../../chat/say/decide/usage.ts';
import { undoListMessage } from '../../chat/say/undo/undo-list.ts';
import { appName, type Context, timestamp } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtUndoable } from '../../flows/overview/look-at-undoable.ts';
import { auditBetween } from '../../store/audit.ts';
import { type Answer, type Command, CommandError, outcome } from '../command.ts';
import { undoPlan } from '../removal/undo-plan.ts';

/** How many of the last decisions are listed. */
const LISTED = 10;

export const undo: Command = {
  verb: 'undo',
  names: ({ words }) => (isPlan(words) ? 2 : 1),
  example: 'undo',
  does: 'the last decisions, each with a button that takes it back; undo 12 takes back no. 12 of the audit log, undo 12-15 those four; undo plan 3 shows what of plan 3 of removals can be taken back, and in a terminal --yes takes it back',
  group: 'decide',
  keys: [],
  flags: ['yes'],
  terminalFlags: ['yes'],
  changes: ({ words, flags }) => words.length > 0 && (!isPlan(words) || flags.has('yes')),
  async answer(context, request) {
    const { by, words, flags } = request;
    const [word, plan = ''] = words;
    if (isPlan(words)) return undoPlan(context, request, plan);
    if (flags.has('yes')) throw new CommandError(USAGE['undo-yes']);
    if (word === undefined) return list(context);
    const [, from, to = from] = /^(\d{1,12})(?:-(\d{1,12}))?$/.exec(word) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === undefined || first < 1 || last < first || last - first > 10_000)
      throw new CommandError(notADecisionText(word), { word, meant: null, known: [] });
    const at = auditBetween(context.store, first, first)[0]?.at ?? timestamp(context);
    return outcome(await act(context, by, { type: 'undo', first, last, at }));
  },
};

/** `undo plan 3` */
function isPlan([first]: readonly string[]): boolean {
  return first?.toLowerCase() === 'plan';
}

function list(context: Context): Answer {
  const decisions = lookAtUndoable(context, LISTED);
  const clock = { now: timestamp(context), timezone: context.config.timezone };
  return {
    ok: true,
    message: undoListMessage(
      decisions.map((made) => ({ ...made, by: actorText(made.entry) })),
      (id) => appName(context, id),
      clock,
    ),
    json: decisions.map(({ decision: { first, last, at }, decisions: number, entry }) => ({
      first,
      last,
      at,
      by: actorText(entry),
      action: entry.action,
      subject: entry.subject,
      decisions: number,
    })),
  };
}
