import { badSinceText, futureSinceText, savingsMessage } from '../../chat/say/money/savings.ts';
import { addDays, isDay } from '../../domain/day.ts';
import { type Context, today } from '../../flows/context.ts';
import { lookAtSavings } from '../../flows/money/look-at-savings.ts';
import { appsNamed } from '../arguments.ts';
import { type Command, CommandError } from '../command.ts';
import { unreadParts } from '../unread-apps-note.ts';

/** How many days back savings are counted by default. */
const SINCE_DAYS = 365;

export const savings: Command = {
  verb: 'savings',
  example: 'savings figma',
  does: 'seats that could be given back, and what that would save in all and right now; since: sets from which day to count what was saved',
  group: 'look',
  keys: ['since'],
  answer(context, { words: [appWord], filters }) {
    const since = pastDay(context, filters.since);
    const apps = appsNamed(context, appWord);
    const view = lookAtSavings(context, apps, since);
    const one = appWord === undefined ? null : (view.apps[0] ?? null);
    const missing = unreadParts(context, apps);
    const message = savingsMessage(view, one);
    return {
      ok: true,
      missing,
      message: { ...message, body: [...missing, ...message.body] },
      json: {
        since,
        possible: view.possible,
        saved: view.saved,
        apps: view.apps.map(({ app, lines, ...numbers }) => ({
          app: app.id,
          name: app.name,
          ...numbers,
          // The price of one seat is not rounded, so that only sums are printed.
          lines: lines.map(({ price: _, ...line }) => line),
        })),
      },
    };
  },
};

/** `2026-01-31`, or a number of days back. */
function pastDay(context: Context, word = String(SINCE_DAYS)): string {
  if (/^\d{1,5}$/.test(word)) return addDays(today(context), -Number(word));
  if (!isDay(word)) throw new CommandError(badSinceText(word));
  if (word <= today(context)) return word;
  throw new CommandError(futureSinceText(word));
}
