import { inventoryStatus, missingFrom } from '../../domain/licenses/completeness.ts';
import { holdersOf } from '../../domain/licenses/holders.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { complete, licenseName, type Terms } from '../../domain/licenses/subscription.ts';
import { listTerms } from '../../store/licenses/subscription-terms.ts';
import { listSubscriptions, type StoredSubscription } from '../../store/licenses/subscriptions.ts';
import { sourceById } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';

/** The current subscriptions of one app, or of all, completed with what seatkeeper.yaml and admins know of them. */
export function inventory(context: Context, app?: number): readonly InventoryItem[] {
  return wholeInventory(context, app).filter(({ goneAt }) => goneAt === null);
}

/** The same including subscriptions that are gone, which no sum may count. */
export function wholeInventory(context: Context, app?: number): readonly InventoryItem[] {
  const reported = listSubscriptions(context.store, app);
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
        return complete(item, ...inFile(config?.subscriptions ?? [], item), terms);
      });
    const holders = holdersOf(items, source?.numbers.held ?? null);
    return items.map((item) => {
      const missing = missingFrom(item);
      const held = holders.get(item.id) ?? null;
      return { ...item, missing, holders: held, status: inventoryStatus(item, missing, held) };
    });
  });
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
