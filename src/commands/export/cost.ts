import { distinctPrices, type Money, type PriceList } from '../../domain/money/money.ts';
import type { Cell, SheetColumn } from '../../export/sheet.ts';

/** Every currency that the prices of these apps are in: each has its own column, so that no sum mixes two. */
export function listedCurrencies(prices: readonly PriceList[]): readonly string[] {
  const named = prices.flatMap((list) => [...list.named.values()].flatMap(distinctPrices));
  const every = prices.flatMap(({ everySeat }) => everySeat ?? []);
  return [...new Set([...named, ...every].map(({ currency }) => currency))].toSorted();
}

export function costColumns(currencies: readonly string[]): readonly SheetColumn[] {
  return currencies.map((currency) => ({ label: `${currency} a month`, type: 'number' }));
}

export function costCells(cost: Money, currencies: readonly string[]): readonly Cell[] {
  return currencies.map((currency) => cost[currency] ?? null);
}
