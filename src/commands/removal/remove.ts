import { howToRemoveMessage } from '../../chat/say/alerts/how-to-remove.ts';
import { USAGE } from '../../chat/say/decide/usage.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtRemoval } from '../../flows/decide/claim-removal.ts';
import { planRemoval } from '../../flows/removal/plan-removal.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome } from '../command.ts';
import { askedIn, planAnswer } from './plan-answer.ts';

export const remove: Command = {
  verb: 'remove',
  example: 'remove figma fig-1004',
  does: 'the plan to free a seat, to be confirmed; --yes confirms it; --done says that it was removed by hand, which the next complete read checks; --undo takes that back',
  group: 'decide',
  keys: ['way', 'in'],
  flags: ['done', 'undo', 'yes', 'unowned'],
  changes: ({ flags }) => ['done', 'undo', 'yes'].some((flag) => flags.has(flag)),
  async answer(context, request): Promise<Answer> {
    const { by, flags } = request;
    const [appWord, accountWord] = request.words;
    if (flags.has('done') && flags.has('undo')) throw new CommandError(USAGE['done-undo']);
    const app = appNamed(context, appWord);
    const stored = await accountNamed(context, app, accountWord);
    const target = { app: app.config.id, account: stored.account.id };
    if (flags.has('done')) return outcome(await act(context, by, { type: 'removal-said', ...target }));
    if (flags.has('undo')) return outcome(await act(context, by, { type: 'removal-unsaid', ...target }));
    const asked = { scope: 'account', ...target, ...askedIn(request) } as const;
    const made = await planRemoval(context, by, asked);
    const view = lookAtRemoval(context, app, stored);
    const { label, adminUrl, owner, finding } = view;
    const json = { ...target, label, adminUrl, owner, claimed: finding === 'said' };
    const [only] = made.shown.removals;
    const isTask = only === undefined || only.steps.every(({ how }) => how === 'by-hand');
    if (isTask && !flags.has('yes') && made.shown.leftAlone.every(({ why }) => why.kind !== 'protected'))
      if (openNothing(made.shown.leftAlone.map(({ why }) => why.kind)))
        return { ok: true, message: howToRemoveMessage(view), json: { ...json, plan: made.shown } };
    return planAnswer(context, request, { asked, made, json });
  },
};

/** What is left alone for a reason that an admin can answer is told with the plan. */
function openNothing(kinds: readonly string[]): boolean {
  return kinds.every((kind) => kind === 'active' || kind === 'known' || kind === 'closed');
}
