import { type Price, toMoney } from '../../../domain/money/money.ts';
import type { PriceProblem } from '../../../domain/money/price-problem.ts';
import { joined, moneyText } from '../words.ts';

/** Spare seats that may be of either subscription count with the lower price: see `unassignedSeats`. Two currencies have no lower one. */
function countedText(prices: readonly Price[]): string {
  const oneCurrency = new Set(prices.map(({ currency }) => currency)).size === 1;
  return oneCurrency
    ? 'Neither is counted for a seat that somebody holds, and at most the lower one for a seat that nobody holds'
    : 'Neither is counted for a seat that somebody holds';
}

/** Two prices for one seat: what collides, what is not counted, and what to do. */
export function priceProblemText(app: string, problem: PriceProblem): string {
  const prices = joined(problem.prices.map((price) => moneyText(toMoney(price)) ?? `0 ${price.currency}`));
  switch (problem.kind) {
    case 'two-prices':
      return `${app}: a seat called ${JSON.stringify(problem.name)} has two prices, ${prices} a month, from the subscriptions ${joined(problem.subscriptions)}. ${countedText(problem.prices)}; give them different names or one price.`;
    case 'app-and-subscription':
      return `${app}: a seat of ${problem.product} has two prices, ${prices} a month, from price: in seatkeeper.yaml and from the subscription ${problem.subscription}. Neither is counted; remove one of them.`;
    default:
      return problem satisfies never;
  }
}
