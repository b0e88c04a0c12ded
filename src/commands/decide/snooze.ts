import { USAGE } from '../../chat/say/decide/usage.ts';
import { snoozedListMessage } from '../../chat/say/undo/snoozed-list.ts';
import type { Action } from '../../domain/action.ts';
import { type Context, clockOf, listApps } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { lookAtSnoozed } from '../../flows/overview/look-at-snoozed.ts';
import { appNamed, dayNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome } from '../command.ts';
import { type Decidable, decidableNamed } from './decidable.ts';

export const snooze: Command = {
  verb: 'snooze',
  example: 'snooze figma fig-1004 until:30',
  does: 'put off one finding of an account or subscription, or the whole app if none is named, for 7 days or until: a day within a year; --undo ends a snooze; snooze alone lists what is snoozed',
  group: 'decide',
  keys: ['until'],
  flags: ['undo'],
  changes: ({ words }) => words.length > 0,
  async answer(context, { by, words: [appWord, accountWord], filters, flags }) {
    const undo = flags.has('undo');
    if (undo && filters.until !== undefined) throw new CommandError(USAGE['undo-until']);
    if (appWord === undefined && !undo && filters.until === undefined) return listSnoozed(context);
    const app = appNamed(context, appWord);
    const about = accountWord === undefined ? null : await decidableNamed(context, app, accountWord);
    if (undo) return outcome(await act(context, by, endOf(app.config.id, about)));
    const until = dayNamed(context, filters.until ?? '7', 'until');
    return outcome(await act(context, by, snoozeOf(app.config.id, about, until)));
  },
};

function endOf(app: string, about: Decidable | null): Action {
  if (about === null) return { type: 'unsnooze-app', app };
  return about.kind === 'account'
    ? { type: 'unsnooze', app, account: about.id }
    : { type: 'undo-subscription', app, subscription: about.id };
}

function snoozeOf(app: string, about: Decidable | null, until: string): Action {
  if (about === null) return { type: 'snooze-app', app, until };
  return about.kind === 'account'
    ? { type: 'snooze', app, account: about.id, until }
    : { type: 'snooze-subscription', app, subscription: about.id, until };
}

function listSnoozed(context: Context): Answer {
  const snoozed = lookAtSnoozed(context, listApps(context));
  return {
    ok: true,
    message: snoozedListMessage(snoozed, clockOf(context)),
    json: snoozed.map(({ app, about, until }) => ({
      app: app.id,
      kind: about?.kind ?? 'app',
      id: about?.id ?? app.id,
      label: about?.label ?? app.name,
      until,
    })),
  };
}
