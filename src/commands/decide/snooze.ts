import { USAGE } from '../../chat/say/decide/usage.ts';
import { snoozedListMessage } from '../../chat/say/undo/snoozed-list.ts';
import { type Context, listApps, timestamp } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtSnoozed } from '../../flows/overview/look-at-snoozed.ts';
import { accountNamed, appNamed, dayNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome } from '../command.ts';

export const snooze: Command = {
  verb: 'snooze',
  example: 'snooze figma fig-1004 until:30',
  does: 'put off one finding, or the whole app if no account is named, for 7 days or until: a day within a year; --undo ends a snooze; snooze alone lists what is snoozed',
  group: 'decide',
  keys: ['until'],
  flags: ['undo'],
  changes: ({ words }) => words.length > 0,
  async answer(context, { by, words: [appWord, accountWord], filters, flags }) {
    const undo = flags.has('undo');
    if (undo && filters.until !== undefined) throw new CommandError(USAGE['undo-until']);
    if (appWord === undefined && !undo && filters.until === undefined) return listSnoozed(context);
    const app = appNamed(context, appWord);
    const account =
      accountWord === undefined ? null : (await accountNamed(context, app, accountWord)).account.id;
    const id = app.config.id;
    if (undo)
      return outcome(
        await act(
          context,
          by,
          account === null ? { type: 'unsnooze-app', app: id } : { type: 'unsnooze', app: id, account },
        ),
      );
    const until = dayNamed(context, filters.until ?? '7', 'until');
    return outcome(
      await act(
        context,
        by,
        account === null
          ? { type: 'snooze-app', app: id, until }
          : { type: 'snooze', app: id, account, until },
      ),
    );
  },
};

function listSnoozed(context: Context): Answer {
  const snoozed = lookAtSnoozed(context, listApps(context));
  return {
    ok: true,
    message: snoozedListMessage(snoozed, timestamp(context)),
    json: snoozed.map(({ app, account, label, until }) => ({ app: app.id, account, label, until })),
  };
}
