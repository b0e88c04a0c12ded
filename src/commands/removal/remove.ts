import { howToRemoveMessage } from '../../chat/say/alerts/how-to-remove.ts';
import { USAGE } from '../../chat/say/decide/usage.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtRemoval } from '../../flows/decide/claim-removal.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Command, CommandError, outcome } from '../command.ts';

export const remove: Command = {
  verb: 'remove',
  example: 'remove figma fig-1004',
  does: 'how to free a seat in the app itself: its admin page and its owner; --done says that it was removed, which the next complete read checks; --undo takes that back',
  group: 'decide',
  keys: [],
  flags: ['done', 'undo'],
  changes: ({ flags }) => flags.has('done') || flags.has('undo'),
  async answer(context, { by, words: [appWord, accountWord], flags }) {
    if (flags.has('done') && flags.has('undo')) throw new CommandError(USAGE['done-undo']);
    const app = appNamed(context, appWord);
    const stored = await accountNamed(context, app, accountWord);
    const target = { app: app.config.id, account: stored.account.id };
    if (flags.has('done')) return outcome(await act(context, by, { type: 'removal-said', ...target }));
    if (flags.has('undo')) return outcome(await act(context, by, { type: 'removal-unsaid', ...target }));
    const view = lookAtRemoval(context, app, stored);
    const { label, adminUrl, owner, finding } = view;
    return {
      ok: true,
      message: howToRemoveMessage(view),
      json: { ...target, label, adminUrl, owner, claimed: finding === 'said' },
    };
  },
};
