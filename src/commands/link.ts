import { act } from '../flows/act.ts';
import { accountNamed, appNamed, personNamed } from './arguments.ts';
import { type Command, outcome } from './command.ts';

export const link: Command = {
  verb: 'link',
  example: 'link figma fig-1019 grace.mbeki@acme.example',
  does: 'say whose account it is; --undo takes it back',
  group: 'decide',
  keys: [],
  async answer(context, { by, words: [appWord, accountWord, ...personWords], flags }) {
    const app = appNamed(context, appWord);
    const { account } = accountNamed(context, app, accountWord);
    const target = { app: app.config.id, account: account.id };
    const result = flags.has('undo')
      ? await act(context, by, { type: 'unlink', ...target })
      : await act(context, by, {
          type: 'link',
          ...target,
          person: personNamed(context, personWords.join(' ')).ref,
        });
    return outcome(result);
  },
};
