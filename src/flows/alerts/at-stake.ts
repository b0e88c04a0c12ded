import type { Money } from '../../domain/money/money.ts';
import { heldCost } from '../../domain/money/seat-lines.ts';
import { licensesAtStake } from '../../store/findings/finding-counts.ts';
import { type Context, today } from '../context.ts';
import { pricingOf } from '../money/load-prices.ts';

export interface Stake {
  /** What the seats of people who left or are inactive cost a month. */
  readonly all: Money;
  /** The part of it whose findings are shown, and the part whose findings are snoozed. */
  readonly shown: Money;
  readonly snoozed: Money;
}

export function atStake(context: Context, app: number): Stake {
  const pricing = pricingOf(context, app);
  const groups = licensesAtStake(context.store, app).map((held) => ({ ...held, bucket: 'leaver' as const }));
  const cost = (which: typeof groups) => heldCost(which, pricing, today(context));
  return {
    all: cost(groups),
    shown: cost(groups.filter(({ snoozed }) => !snoozed)),
    snoozed: cost(groups.filter(({ snoozed }) => snoozed)),
  };
}
