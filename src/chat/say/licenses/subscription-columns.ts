import { DEFAULT_MODEL } from '../../../domain/licenses/completeness.ts';
import type { InventoryItem } from '../../../domain/licenses/inventory-item.ts';
import { missingWords } from '../../../domain/licenses/terms.ts';
import { type Clock, dayAtText, dayText, momentText, numberText } from '../words.ts';
import { priceText } from './subscription.ts';

/** A subscription with the app that reported it. */
export interface SubscriptionView {
  readonly app: { readonly id: string; readonly name: string };
  readonly item: InventoryItem;
}

export interface Organisation extends Clock {
  readonly organisation: string;
}

export interface SubscriptionColumn {
  readonly key: string;
  readonly label: string;
  readonly align: 'left' | 'right';
  text(view: SubscriptionView, organisation: Organisation): string;
}

/** The only type of license that is imported so far. */
export const SUBSCRIPTION_TYPE = 'subscription';

/** Every column of the inventory. */
export const SUBSCRIPTION_COLUMNS: readonly SubscriptionColumn[] = [
  text(
    'product',
    'product',
    ({ item }) => item.product ?? (item.sku === item.id ? '–' : `– (SKU ${item.sku})`),
  ),
  text('id', 'subscription id', ({ item }) => item.id),
  text('app', 'app', ({ app }) => app.name),
  text('type', 'type', () => SUBSCRIPTION_TYPE),
  text('model', 'model', modelText),
  text('sku', 'SKU', ({ item }) => item.sku),
  text('status', 'status', statusText),
  number('purchased', 'purchased', ({ item }) => (item.unlimited ? '' : numberOr(item.purchased))),
  text('unlimited', 'unlimited', ({ item }) => (item.unlimited ? 'yes' : 'no')),
  number('consumed', 'consumed', ({ item }) => numberOr(item.consumed)),
  number('holders', 'holders', ({ item }) => holdersText(item)),
  number('enabled', 'enabled', ({ item }) => numberOr(item.enabled)),
  number('warning', 'warning', ({ item }) => numberOr(item.warning)),
  number('suspended', 'suspended', ({ item }) => numberOr(item.suspended)),
  text('capability', 'capability', ({ item }) => item.capabilityStatus ?? '–'),
  text('price', 'seat price', ({ item }) => priceText(item)),
  text('renews', 'renews', ({ item }, clock) => renewsText(item, clock)),
  number('notice', 'notice days', ({ item }) => numberOr(item.noticeDays)),
  number('entitlement', 'entitlement days', ({ item }) => numberOr(item.entitlementDays)),
  text('pool', 'pool', ({ item }, { organisation }) => item.pool ?? organisation),
  text('last_import', 'last import', ({ item }, { now, timezone }) =>
    momentText(item.lastImport, timezone, now),
  ),
];

/** `purchased` in a table without the column `unlimited`, which then shows that here. */
export const PURCHASED_OR_UNLIMITED = number('purchased', 'purchased', ({ item }) =>
  item.unlimited ? 'unlimited' : numberOr(item.purchased),
);

export function modelText({ item }: Pick<SubscriptionView, 'item'>): string {
  return item.model ?? DEFAULT_MODEL;
}

/** `1 Dec`, `1 Dec (assumed from 1 Dec 2025)`, `ends 1 Dec`. */
function renewsText({ renewsOn, assumedFrom, endsOn }: InventoryItem, clock: Clock): string {
  if (renewsOn === null) return endsOn === null ? '–' : `ends ${dayText(endsOn, clock)}`;
  const assumed = assumedFrom === null ? '' : ` (assumed from ${dayText(assumedFrom, clock)})`;
  return `${dayText(renewsOn, clock)}${assumed}${endsOn === null ? '' : `, ends ${dayText(endsOn, clock)}`}`;
}

/** `12`, or `25 of both` where two contracts share a name and accounts do not show which of them they use. */
function holdersText({ holders, shared }: InventoryItem): string {
  if (shared === null) return numberOr(holders);
  const { length } = shared.subscriptions;
  return `${numberText(shared.holders)} of ${length === 2 ? 'both' : `all ${numberText(length)}`}`;
}

/** `used`, `invalid: missing price, term`, `gone since 3 Mar`, `expired 31 Dec`. */
export function statusText({ item }: Pick<SubscriptionView, 'item'>, clock: Clock): string {
  if (item.goneAt !== null) return `gone since ${dayAtText(item.goneAt, clock)}`;
  if (item.status === 'expired') return `expired ${dayText(item.endsOn ?? '', clock)}`;
  if (item.status === 'not-told') return 'not told';
  const missing = missingWords(item.missing);
  return missing.length === 0 ? item.status : `${item.status}: missing ${missing.join(', ')}`;
}

function text(key: string, label: string, value: SubscriptionColumn['text']): SubscriptionColumn {
  return { key, label, align: 'left', text: value };
}

function number(key: string, label: string, value: SubscriptionColumn['text']): SubscriptionColumn {
  return { key, label, align: 'right', text: value };
}

function numberOr(value: number | null): string {
  return value === null ? '–' : numberText(value);
}
