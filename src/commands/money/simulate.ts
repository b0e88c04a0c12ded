import {
  badPriceText,
  currencyMissingText,
  NOTHING_TO_TRY,
  simulationMessage,
} from '../../chat/say/money/simulate.ts';
import { readPrice, type TriedPrice } from '../../domain/money/simulate.ts';
import { CurrencyMissing, simulate as run, type Trial, wouldBeIdle } from '../../flows/money/simulate.ts';
import { appsNamed, wholeNumber } from '../arguments.ts';
import { type Command, CommandError } from '../command.ts';
import { unreadParts } from '../unread-apps-note.ts';

const SHOWN = 10;
const IN_DATA = 1000;

export const simulate: Command = {
  verb: 'simulate',
  example: 'simulate figma idle:90',
  does: 'what would be idle, and what it costs, with other idle: days or another price: per seat; changes nothing',
  group: 'look',
  keys: ['idle', 'price'],
  answer(context, { words: [appWord], filters }) {
    const trial: Trial = {
      idle: filters.idle === undefined ? null : wholeNumber(filters.idle, 60, 'idle'),
      price: filters.price === undefined ? null : priceNamed(filters.price),
    };
    if (trial.idle === null && trial.price === null) throw new CommandError(NOTHING_TO_TRY);
    const apps = appsNamed(context, appWord);
    const view = known(() => run(context, apps, trial));
    const [app] = apps;
    const one = appWord === undefined || app === undefined ? null : app;
    const flagged = (limit: number) => (one === null ? null : wouldBeIdle(context, one, trial, limit));
    const missing = unreadParts(context, apps);
    const message = simulationMessage(view, flagged(SHOWN));
    return {
      ok: true,
      missing,
      message: { ...message, body: [...missing, ...message.body] },
      get json() {
        const { apps: simulated, idle, price } = view;
        return {
          idle,
          price,
          apps: simulated.map(({ app: { id, name }, ...numbers }) => ({ app: id, name, ...numbers })),
          flagged: flagged(IN_DATA),
        };
      },
    };
  },
};

function priceNamed(text: string): TriedPrice {
  const read = readPrice(text);
  if ('problem' in read) throw new CommandError(badPriceText(text, read));
  return read;
}

function known<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof CurrencyMissing) throw new CommandError(currencyMissingText(error));
    throw error;
  }
}
