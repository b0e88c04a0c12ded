import type { AppSavings, SavingsView } from '../../chat/say/money/savings.ts';
import { type Day, dayIn } from '../../domain/day.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { unlistedLicenses } from '../../domain/licenses/shared-licenses.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { BUCKETS, type SeatGroup } from '../../domain/money/bucket.ts';
import { goneNames, withoutGone } from '../../domain/money/gone-seats.ts';
import { priceProblems } from '../../domain/money/price-problem.ts';
import { bucketSums, possibleSavings, saving, savingsOf } from '../../domain/money/saving.ts';
import { type Pricing, type SeatLine, seatLines } from '../../domain/money/seat-lines.ts';
import { savedSince } from '../../store/money/savings.ts';
import { givenUpSeats } from '../../store/money/seats.ts';
import { firstReadAt } from '../../store/sources/runs.ts';
import { type App, type Context, clockOf, today } from '../context.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';
import { boundSince, seatGroups } from './count-seats.ts';
import { pricingOf } from './load-prices.ts';

/** What could be saved in these apps, and what was saved since a day. */
export function lookAtSavings(context: Context, apps: readonly App[], since: Day): SavingsView {
  const views = apps.map((app) => lookAtApp(context, app, since));
  const all = savedSince(context.store, since).filter(({ app }) =>
    apps.some(({ source }) => source.id === app),
  );
  return {
    organisation: context.config.organisation,
    apps: views,
    possible: possibleSavings(views.flatMap(({ lines }) => lines)),
    saved: savedOf(all, today(context)),
    since,
    firstRead: firstReadOf(context, apps),
    ...clockOf(context),
  };
}

/** The day of the first of these reads: what happened before is not known. `null` while none of them was read. */
function firstReadOf(context: Context, apps: readonly App[]): Day | null {
  const days = apps.flatMap(({ source }) => {
    const at = firstReadAt(context.store, source.id);
    return at === null ? [] : [dayIn(context.config.timezone, at)];
  });
  return days.sort()[0] ?? null;
}

function lookAtApp(context: Context, app: App, since: Day): AppSavings {
  const pricing = pricingOf(context, app.source.id);
  const lines = linesOf(context, app, pricing);
  const saved = savedSince(context.store, since).filter((row) => row.app === app.source.id);
  const all = wholeInventory(context, app.source.id);
  return {
    app: { id: app.config.id, name: app.config.name },
    idleDays: app.config.idleDays,
    read: app.source.sealedRun > 0,
    goneSeats: app.source.sealedRun > 0 ? paidSeats(context, app, seatGroups(context, app)).seats : 0,
    buckets: bucketSums(lines, BUCKETS),
    lines,
    possible: possibleSavings(lines),
    saved: savedOf(saved, today(context)),
    problems: priceProblems(pricing),
    unlisted: unlistedLicenses(all, app.source.numbers.held),
    untold: app.source.sealedRun === 0 ? [] : untoldContracts(all),
    assumed: all.flatMap(({ assumedFrom, renewsOn, ...item }) =>
      assumedFrom === null || renewsOn === null || item.goneAt !== null
        ? []
        : [{ title: titleOf(item), passed: assumedFrom, next: renewsOn }],
    ),
  };
}

/** The contracts for which nobody tells how many seats are used. */
function untoldContracts(all: readonly InventoryItem[]): readonly string[] {
  return all.filter(({ status, goneAt }) => status === 'not-told' && goneAt === null).map(titleOf);
}

/** The seats of an app by bucket and product, in the order in which they are shown. */
export function linesOf(
  context: Context,
  app: App,
  pricing: Pricing = pricingOf(context, app.source.id),
  groups: readonly SeatGroup[] = seatGroups(context, app),
): readonly SeatLine[] {
  if (app.source.sealedRun === 0) return [];
  const since = boundSince(context, pricing.subscriptions);
  const givenUp =
    since === null
      ? []
      : givenUpSeats(context.store, app.source.id, { boundSince: since, timezone: context.config.timezone });
  return seatLines(paidSeats(context, app, groups).groups, pricing, today(context), givenUp).toSorted(
    (a, b) => BUCKETS.indexOf(a.bucket) - BUCKETS.indexOf(b.bucket) || total(b) - total(a) || byName(a, b),
  );
}

/** The groups without seats of subscriptions that are gone. In an app with no other subscriptions left, seats count as seats of the app. */
function paidSeats(context: Context, app: App, groups: readonly SeatGroup[]) {
  const all = wholeInventory(context, app.source.id);
  const ended = all.map((item) => ({
    ...item,
    goneAt: item.status === 'expired' ? item.endsOn : item.goneAt,
  }));
  return withoutGone(groups, ended.every(({ goneAt }) => goneAt !== null) ? new Set() : goneNames(ended));
}

function total({ monthly }: SeatLine): number {
  return Object.values(monthly).reduce((sum, value) => sum + value, 0);
}

function byName(a: SeatLine, b: SeatLine): number {
  return (a.product ?? '') < (b.product ?? '') ? -1 : 1;
}

export function savedOf(
  rows: ReturnType<typeof savedSince>,
  day: Day,
): ReturnType<typeof savingsOf> & { readonly seats: number } {
  return {
    ...savingsOf(rows.map(({ from, monthly }) => ({ monthly, saves: saving(from, day) }))),
    seats: rows.reduce((sum, { seats }) => sum + seats, 0),
  };
}
