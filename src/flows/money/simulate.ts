import type { SimulatedApp, SimulationView } from '../../chat/say/money/simulate.ts';
import type { SeatGroup } from '../../domain/money/bucket.ts';
import { accountCost, costIsPartial } from '../../domain/money/money.ts';
import { bucketSums, possibleSavings } from '../../domain/money/saving.ts';
import { type Pricing, priceListFrom, type SeatLine } from '../../domain/money/seat-lines.ts';
import { atPrice, pricedCurrencies, type TriedPrice } from '../../domain/money/simulate.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { countSeats, longestIdle } from '../../store/money/seats.ts';
import { type App, type Context, clockOf } from '../context.ts';
import { seatGroups, seatQuestion } from './count-seats.ts';
import { pricingOf } from './load-prices.ts';
import { linesOf } from './look-at-savings.ts';

export interface Trial {
  readonly idle: number | null;
  readonly price: TriedPrice | null;
}

/** A price that cannot be tried, because it names no currency and the app does not have exactly one. */
export class CurrencyMissing extends Error {
  override readonly name = 'CurrencyMissing';

  constructor(
    readonly app: string,
    readonly unit: number,
    readonly paid: readonly string[],
  ) {
    super('currency missing');
  }
}

/** What would be flagged, and what it would cost, with other idle days or prices. Only reads: nothing is stored or sent. */
export function simulate(context: Context, apps: readonly App[], trial: Trial): SimulationView {
  return {
    idle: trial.idle,
    price: trial.price,
    apps: apps.map((app) => simulateApp(context, app, trial)),
    clock: clockOf(context),
  };
}

function simulateApp(context: Context, app: App, { idle, price }: Trial): SimulatedApp {
  const pricing = pricingOf(context, app.source.id);
  const tried =
    price === null ? pricing : atPrice(pricing, { ...price, currency: currencyFor(app, pricing, price) });
  const before = linesOf(context, app, pricing);
  const after = linesOf(
    context,
    app,
    tried,
    idle === null ? seatGroups(context, app) : groupsAt(context, app, idle),
  );
  return {
    app: { id: app.config.id, name: app.config.name },
    read: app.source.sealedRun > 0,
    silentSeats: bucketSums(before, ['no-activity'])[0]?.seats ?? 0,
    idleDays: { before: app.config.idleDays, after: idle ?? app.config.idleDays },
    before: outcome(before),
    after: outcome(after),
  };
}

/** The accounts that would be idle, longest first. */
export function wouldBeIdle(context: Context, app: App, { idle, price }: Trial, limit: number) {
  const pricing = pricingOf(context, app.source.id);
  const tried =
    price === null ? pricing : atPrice(pricing, { ...price, currency: currencyFor(app, pricing, price) });
  const prices = priceListFrom(tried);
  const rows = longestIdle(context.store, seatQuestion(context, app, idle ?? app.config.idleDays), limit);
  return rows.flatMap((row) => {
    const stored = accountByRow(context.store, row);
    if (stored === null) return [];
    const { id, lastActive, licenses } = stored.account;
    return [
      {
        account: id,
        label: accountLabel(stored),
        lastActive,
        licenses,
        monthlyCost: accountCost(stored.account, prices),
        costIsPartial: costIsPartial(stored.account, prices),
      },
    ];
  });
}

function groupsAt(context: Context, app: App, idle: number): readonly SeatGroup[] {
  return countSeats(context.store, seatQuestion(context, app, idle));
}

function outcome(lines: readonly SeatLine[]): SimulatedApp['before'] {
  const [idle] = bucketSums(lines, ['idle']);
  return { idleSeats: idle?.seats ?? 0, idle: idle?.monthly ?? {}, possible: possibleSavings(lines) };
}

function currencyFor(app: App, pricing: Pricing, { currency, unit }: TriedPrice): string {
  const paid = pricedCurrencies(pricing);
  const only = paid.length === 1 ? paid[0] : undefined;
  if (currency !== null || only !== undefined) return currency ?? only ?? '';
  throw new CurrencyMissing(app.config.name, unit, paid);
}
