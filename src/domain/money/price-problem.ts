import { licenseName, titleOf } from '../licenses/subscription.ts';
import { distinctPrices, type Price, priceList, subscriptionPrice } from './money.ts';
import type { Pricing } from './seat-lines.ts';

/** Two prices for one seat: neither is used until the admin decides which one applies. */
export type PriceProblem =
  | {
      readonly kind: 'two-prices';
      /** What the app calls the license. */
      readonly name: string;
      readonly subscriptions: readonly string[];
      readonly prices: readonly Price[];
    }
  /** The app itself has a price, and so have its subscriptions. */
  | {
      readonly kind: 'app-and-subscription';
      readonly product: string;
      readonly subscription: string;
      readonly prices: readonly [Price, Price];
    };

export function priceProblems({ subscriptions, appPrice }: Pricing): readonly PriceProblem[] {
  return [...sharedNames(subscriptions), ...doubled(subscriptions, appPrice)];
}

function sharedNames(subscriptions: Pricing['subscriptions']): readonly PriceProblem[] {
  const seen = new Set<string>();
  return [...priceList(subscriptions).named].flatMap(([name, of]) => {
    const prices = distinctPrices(of);
    const ids = of.map(({ id }) => id);
    // The SKU and the product name of the same subscriptions are one problem.
    if (prices.length < 2 || seen.has(ids.join('\u0000'))) return [];
    seen.add(ids.join('\u0000'));
    return [{ kind: 'two-prices' as const, name: shownName(name, of), subscriptions: ids, prices }];
  });
}

/** The name as the file or the vendor spells it. */
function shownName(
  name: string,
  of: readonly { readonly sku: string; readonly product: string | null }[],
): string {
  const spelled = of.flatMap(({ sku, product }) => [product, sku]);
  return spelled.find((word) => word !== null && licenseName(word) === name) ?? name;
}

function doubled(
  subscriptions: Pricing['subscriptions'],
  appPrice: Pricing['appPrice'],
): readonly PriceProblem[] {
  if (appPrice === null) return [];
  return subscriptions.flatMap((subscription) => {
    const price = subscriptionPrice(subscription);
    // A free plan in an app with a price is two prices as well: it is not known which of them its seats cost.
    return price === null
      ? []
      : [
          {
            kind: 'app-and-subscription' as const,
            product: titleOf(subscription),
            subscription: subscription.id,
            prices: [appPrice.price, price] as const,
          },
        ];
  });
}
