import type { Money, Price } from '../domain/money.ts';
import type { Cell, Column } from '../export/sheet.ts';

/** Every currency that the prices of these apps are in: each has its own column, so that no sum mixes two. */
export function currenciesOf(prices: readonly ReadonlyMap<string, Price>[]): readonly string[] {
  return [
    ...new Set(prices.flatMap((list) => [...list.values()].map(({ currency }) => currency))),
  ].toSorted();
}

export function costColumns(currencies: readonly string[]): readonly Column[] {
  return currencies.map((currency) => ({ label: `${currency} a month`, type: 'number' }));
}

export function costCells(cost: Money, currencies: readonly string[]): readonly Cell[] {
  return currencies.map((currency) => {
    const hundredths = cost[currency];
    return hundredths === undefined ? null : hundredths / 100;
  });
}
