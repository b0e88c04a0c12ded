import { titleOf } from '../../domain/licenses/subscription.ts';
import { isSavable } from '../../domain/money/bucket.ts';
import { addMoney } from '../../domain/money/money.ts';
import {
  type Binding,
  bindingOf,
  daysLeft,
  noticeDay,
  type RenewalItem,
  stepsDue,
} from '../../domain/money/renewal.ts';
import { seatsOf } from '../../domain/money/saving.ts';
import type { SeatLine } from '../../domain/money/seat-lines.ts';
import { type App, type Context, listApps, today } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';
import { seatQuestion } from './count-seats.ts';
import { pricingOf } from './load-prices.ts';
import { linesOf } from './look-at-savings.ts';

/** A renewal that is due to be announced, and what binds it. */
export interface ComingRenewal {
  readonly app: App;
  readonly item: RenewalItem;
  readonly binding: Binding;
}

/** The renewals and notice days within the longest step, the most urgent first. */
export function comingRenewals(context: Context): readonly ComingRenewal[] {
  const day = today(context);
  return listApps(context)
    .flatMap((app) => renewalsOf(context, app))
    .map((renewal) => ({
      ...renewal,
      left: daysLeft({ ...renewal.binding, renewsOn: renewal.item.renewsOn }, day),
    }))
    .sort((a, b) => a.left - b.left || (a.item.app.name < b.item.app.name ? -1 : 1));
}

function renewalsOf(context: Context, app: App): readonly ComingRenewal[] {
  const day = today(context);
  const pricing = pricingOf(context, app.source.id);
  const { id, name } = app.config;
  const due = inventory(context, app.source.id).filter(
    (subscription) =>
      subscription.capabilityStatus !== 'deleted' && stepsDue(bindingOf(subscription), day).length > 0,
  );
  const own =
    pricing.appPrice !== null && stepsDue(pricing.appPrice, day).length > 0 ? pricing.appPrice : null;
  if (due.length === 0 && own === null) return [];
  const lines = linesOf(context, app, pricing);
  const found = due.map((subscription): ComingRenewal => {
    const { unitPrice, currency, term, purchased, consumed, shared, status } = subscription;
    const binding = bindingOf(subscription);
    const mine = lines.filter(({ subscriptions }) => subscriptions.includes(subscription.id));
    return {
      app,
      binding,
      item: {
        app: { id, name },
        subscription: subscription.id,
        product: titleOf(subscription),
        renewsOn: binding.renewsOn ?? day,
        ends: binding.ends ?? false,
        assumedFrom: subscription.assumedFrom,
        noticeOn: noticeDay(binding),
        ...(shared !== null && consumed === null
          ? { bought: shared.purchased, contracts: shared.subscriptions.length }
          : { bought: purchased, contracts: 1 }),
        used: consumed ?? (app.source.sealedRun === 0 || status === 'not-told' ? null : held(mine)),
        counts: 'seats',
        // Without holders, the app may simply not list who holds which license.
        idle: held(mine) === 0 && status !== 'unused' ? null : seatsOf(mine, 'idle'),
        spare: sparing(mine),
        unit:
          unitPrice === null || currency === null
            ? null
            : { amount: { [currency]: unitPrice }, term: term ?? 'monthly' },
      },
    };
  });
  if (own === null) return found;
  const price = app.config.price;
  const item: RenewalItem = {
    app: { id, name },
    subscription: '',
    product: null,
    renewsOn: own.renewsOn ?? day,
    ends: false,
    assumedFrom: price?.renewsOn === own.renewsOn ? null : (price?.renewsOn ?? null),
    noticeOn: noticeDay(own),
    bought: null,
    contracts: 1,
    used: app.source.sealedRun === 0 ? null : held(lines),
    counts: seatQuestion(context, app).licensed ? 'seats' : 'accounts',
    idle: app.source.sealedRun === 0 ? null : seatsOf(lines, 'idle'),
    spare: sparing(lines),
    unit: price === null ? null : { amount: { [price.currency]: price.unit }, term: price.term },
  };
  return [...found, { app, binding: own, item }];
}

function held(lines: readonly SeatLine[]): number {
  return sum(lines.filter(({ bucket }) => bucket !== 'unassigned'));
}

function sparing(lines: readonly SeatLine[]): RenewalItem['spare'] {
  const spare = lines.filter(({ bucket }) => isSavable(bucket));
  return {
    seats: sum(spare),
    monthly: addMoney(spare.map(({ monthly }) => monthly)),
    atMost: spare.some(({ atMost }) => atMost === true),
  };
}

function sum(lines: readonly SeatLine[]): number {
  return lines.reduce((total, { seats }) => total + seats, 0);
}
