import type { Day } from '../../domain/day.ts';
import { inventoryStatus, missingFrom } from '../../domain/licenses/completeness.ts';
import { hasEnded, nextRenewal } from '../../domain/licenses/contract-days.ts';
import { type HeldSet, holdersOf } from '../../domain/licenses/holders.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { sharedLicenses } from '../../domain/licenses/shared-licenses.ts';
import {
  type CompletedSubscription,
  complete,
  licenseName,
  type Terms,
} from '../../domain/licenses/subscription.ts';
import { listTerms } from '../../store/licenses/subscription-terms.ts';
import { listSubscriptions, type StoredSubscription } from '../../store/licenses/subscriptions.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type Context, today } from '../context.ts';

/** The current subscriptions of one app, or of all, completed with what seatkeeper.yaml and admins know of them. */
export function inventory(context: Context, app?: number): readonly InventoryItem[] {
  return wholeInventory(context, app).filter(({ goneAt, status }) => goneAt === null && status !== 'expired');
}

/** The same including subscriptions that are gone or have expired, which no sum may count. */
export function wholeInventory(context: Context, app?: number): readonly InventoryItem[] {
  const reported = listSubscriptions(context.store, app);
  if (reported.length === 0) return [];
  const said = new Map(
    listTerms(context.store, app).map((terms) => [key(terms.app, terms.subscription), terms]),
  );
  return [...new Set(reported.map((item) => item.app))].flatMap((id) => {
    const source = sourceById(context.store, id);
    const config = context.config.apps.find((entry) => entry.id === source?.name);
    const items = reported
      .filter((item) => item.app === id)
      .map((item) => {
        const admin = said.get(key(id, item.id));
        const terms = admin === undefined ? {} : termsOf(admin);
        return renewed(complete(item, ...inFile(config?.subscriptions ?? [], item), terms), today(context));
      });
    return withUse(items, source?.numbers.held ?? null, today(context));
  });
}

type Stored = StoredSubscription & CompletedSubscription;

function renewed(item: Stored, day: Day): Stored & Pick<InventoryItem, 'assumedFrom'> {
  const next = nextRenewal(item.renewsOn, item.term, day);
  return { ...item, renewsOn: next.day, assumedFrom: next.assumedFrom };
}

/** Adds what the accounts of the app show about their use. */
function withUse(
  items: readonly ReturnType<typeof renewed>[],
  held: readonly HeldSet[] | null,
  day: Day,
): readonly InventoryItem[] {
  // An expired contract matches a name only where no current one does.
  const named = items.map((item) => ({ ...item, goneAt: item.goneAt ?? endOf(item, day) }));
  const holders = holdersOf(named, held);
  const shared = sharedLicenses(named, held);
  const listed = held !== null && held.length > 0;
  return items.map((item) => {
    const missing = missingFrom(item);
    const together = shared.find(({ subscriptions }) => subscriptions.includes(item.id)) ?? null;
    const use = {
      holders: holders.get(item.id) ?? null,
      together:
        together === null ? null : together.holders - countedElsewhere(items, together.subscriptions, item),
      listed,
    };
    const bought = together === null ? null : boughtTogether(items, together.subscriptions);
    return {
      ...item,
      missing,
      holders: listed || item.consumed !== null ? use.holders : null,
      shared: together === null ? null : { ...together, purchased: bought },
      status: inventoryStatus(item, missing, use, day),
    };
  });
}

function endOf(item: Stored, day: Day): Day | null {
  return hasEnded(item, day) ? item.endsOn : null;
}

function countedElsewhere(items: readonly Stored[], ids: readonly string[], { id }: Stored): number {
  return items
    .filter((other) => other.id !== id && ids.includes(other.id))
    .reduce((sum, { consumed }) => sum + (consumed ?? 0), 0);
}

function boughtTogether(items: readonly Stored[], ids: readonly string[]): number | null {
  const counts = items
    .filter(({ id }) => ids.includes(id))
    .map(({ purchased, unlimited }) => (unlimited ? null : purchased));
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** What the file says about its product name, its SKU and its id; the more specific name wins. */
function inFile(
  entries: readonly { readonly name: string; readonly terms: Partial<Terms> }[],
  { id, sku, product }: StoredSubscription,
): readonly Partial<Terms>[] {
  return [product, sku, id].flatMap((called) =>
    entries.flatMap(({ name, terms }) =>
      called !== null && licenseName(name) === licenseName(called) ? [terms] : [],
    ),
  );
}

/** The terms alone: a stored row also has a key and an author. */
export function termsOf(said: Terms): Terms {
  const { product, model, pool, purchased, unitPrice, currency, term } = said;
  const { renewsOn, noticeDays, entitlementDays } = said;
  return {
    product,
    model,
    pool,
    purchased,
    unitPrice,
    currency,
    term,
    renewsOn,
    noticeDays,
    entitlementDays,
  };
}

function key(app: number, subscription: string): string {
  return `${app}/${subscription}`;
}
