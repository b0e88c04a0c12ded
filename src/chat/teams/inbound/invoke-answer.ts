import type { AdaptiveCard } from '../card/card.ts';
import { COUNT, LIMIT } from '../card/limit.ts';
import { literal } from '../card/text.ts';

/** The body of the answer to an invoke. The HTTP status is 200, also when the body says that something is wrong. */
export type InvokeBody = Readonly<Record<string, unknown>>;

const CARD = 'application/vnd.microsoft.card.adaptive';

/** Answers a button of a card: the person who clicked sees this card in its place. */
export function cardAnswer(card: AdaptiveCard): InvokeBody {
  return { statusCode: 200, type: CARD, value: card };
}

/** Answers a button of a card with a short line that disappears by itself. */
export function noteAnswer(text: string): InvokeBody {
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: literal(text, LIMIT.summary),
  };
}

/** Answers a button that could not be carried out; Teams shows the text under the card. */
export function errorAnswer(status: 400 | 403 | 500, text: string): InvokeBody {
  const code = { 400: 'BadRequest', 403: 'Forbidden', 500: 'InternalServerError' }[status];
  return {
    statusCode: status,
    type: 'application/vnd.microsoft.error',
    value: { code, message: literal(text, LIMIT.summary) },
  };
}

/** Answers a search for people. */
export function peopleAnswer(
  people: readonly { readonly value: string; readonly label: string }[],
): InvokeBody {
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: {
      results: people
        .slice(0, COUNT.people)
        .map(({ value, label }) => ({ title: literal(label, LIMIT.choice).trim() || value, value })),
    },
  };
}
