import { act } from '../../flows/decide/act.ts';
import { accountNamed, appNamed, dayNamed } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';

export const snooze: Command = {
  verb: 'snooze',
  example: 'snooze figma fig-1004 until:30',
  does: 'put off one finding, or the whole app if no account is named; for 7 days unless until: is given',
  group: 'decide',
  keys: ['until'],
  async answer(context, { by, words: [appWord, accountWord], filters }) {
    const app = appNamed(context, appWord);
    const until = dayNamed(context, filters.until ?? '7', 'until');
    const { done, text } =
      accountWord === undefined
        ? await act(context, by, { type: 'snooze-app', app: app.config.id, until })
        : await act(context, by, {
            type: 'snooze',
            app: app.config.id,
            account: (await accountNamed(context, app, accountWord)).account.id,
            until,
          });
    return sentence(done, text);
  },
};
