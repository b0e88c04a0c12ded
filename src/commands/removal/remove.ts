import { howToRemoveMessage, type OpenTask } from '../../chat/say/alerts/how-to-remove.ts';
import { USAGE } from '../../chat/say/decide/usage.ts';
import { confirmAction } from '../../chat/say/removal/plan-buttons.ts';
import { type Asked, REMOVAL_FILTERS } from '../../domain/removal/plan.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtRemoval } from '../../flows/decide/claim-removal.ts';
import { type PlanMade, planPerson, planRemoval } from '../../flows/removal/plan-removal.ts';
import { accountNamed, appNamed, personNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome, type Request } from '../command.ts';
import { oneOf } from '../resolve.ts';
import { askedIn, planAnswer } from './plan-answer.ts';

export const remove: Command = {
  verb: 'remove',
  example: 'remove figma fig-1004',
  does: 'the plan to free a seat, to be confirmed; remove person ben and remove app figma status:inactive plan several; in a terminal, --yes confirms it; --done says that it was removed by hand, which the next complete read checks; --undo takes that back',
  group: 'decide',
  keys: ['way', 'in', 'status', 'reason'],
  flags: ['done', 'undo', 'yes', 'unowned', 'old-data', 'not-possible'],
  terminalFlags: ['yes'],
  names: ({ words: [first], filters }) =>
    first?.toLowerCase() === 'person'
      ? Number.POSITIVE_INFINITY
      : filters.status === undefined || isWord(first)
        ? 2
        : 1,
  changes: ({ flags }) => ['done', 'undo', 'yes', 'not-possible'].some((flag) => flags.has(flag)),
  answer(context, request): Promise<Answer> {
    const [first = '', ...rest] = request.words;
    if (first.toLowerCase() === 'person') return removePerson(context, request, rest.join(' '));
    if (isWord(first)) return removeFromApp(context, request, rest);
    if (request.filters.status !== undefined) return removeFromApp(context, request, request.words);
    return removeAccount(context, request);
  },
};

/** `remove app figma status:inactive` */
function isWord(first: string | undefined): boolean {
  return first?.toLowerCase() === 'app';
}

/** Every seat of one person, as one checklist. */
async function removePerson(context: Context, request: Request, word: string): Promise<Answer> {
  const person = personNamed(context, word);
  const asked = { scope: 'person', person: person.ref, ...askedIn(request) } as const;
  const { whole, parts } = await planPerson(context, request.by, asked);
  const json = { person: { name: person.name, email: person.email } };
  return planAnswer(context, request, { asked, made: whole, parts, json, person: person.name });
}

/** Many accounts of one app. */
async function removeFromApp(
  context: Context,
  request: Request,
  [appWord]: readonly string[],
): Promise<Answer> {
  const app = appNamed(context, appWord);
  const { status } = request.filters;
  if (status === undefined) throw new CommandError(USAGE['remove-app']);
  const filter = oneOf('status', status, REMOVAL_FILTERS);
  const asked = { scope: 'app', app: app.config.id, filter, ...askedIn(request) } as const;
  const made = await planRemoval(context, request.by, asked);
  return planAnswer(context, request, { asked, made, json: { app: app.config.id } });
}

async function removeAccount(context: Context, request: Request): Promise<Answer> {
  const { by, flags } = request;
  const [appWord, accountWord] = request.words;
  if (flags.has('done') && flags.has('undo')) throw new CommandError(USAGE['done-undo']);
  const app = appNamed(context, appWord);
  const stored = await accountNamed(context, app, accountWord);
  const target = { app: app.config.id, account: stored.account.id };
  if (flags.has('done')) return outcome(await act(context, by, { type: 'removal-said', ...target }));
  if (flags.has('undo')) return outcome(await act(context, by, { type: 'removal-unsaid', ...target }));
  if (flags.has('not-possible')) {
    const { reason } = request.filters;
    if (reason === undefined) throw new CommandError(USAGE['not-possible']);
    return outcome(await act(context, by, { type: 'task-not-possible', ...target, reason }));
  }
  const asked = { scope: 'account', ...target, ...askedIn(request) } as const;
  const made = await planRemoval(context, by, asked);
  const view = lookAtRemoval(context, app, stored);
  const { label, adminUrl, owner, finding } = view;
  const json = { ...target, label, adminUrl, owner, claimed: finding === 'said' };
  if (!flags.has('yes') && isByHand(made))
    return {
      ok: true,
      message: howToRemoveMessage(view, taskOf(asked, made)),
      json: { ...json, hash: made.hash, plan: made.shown },
    };
  return planAnswer(context, request, { asked, made, json });
}

/** In a dry run no task is opened. */
function taskOf(asked: Asked, { shown: { removals, dryRun }, hash }: PlanMade): OpenTask {
  return removals.length === 0 || dryRun !== null ? null : confirmAction(asked, hash);
}

/** There is only something to do in the app itself, or nothing at all. */
function isByHand({ shown: { removals, leftAlone } }: PlanMade): boolean {
  return (
    removals.every(({ steps }) => steps.every(({ how }) => how === 'by-hand')) &&
    leftAlone.every(({ why }) => why.kind === 'active' || why.kind === 'known' || why.kind === 'closed')
  );
}
