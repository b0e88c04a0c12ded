import { unknownColumnText } from '../../chat/say/commands/unknown-word.ts';
import { priceText } from '../../chat/say/licenses/subscription.ts';
import { dayText, momentText, numberText } from '../../chat/say/words.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { missingWords } from '../../domain/licenses/terms.ts';
import { type App, type Context, timestamp } from '../../flows/context.ts';
import type { InventoryItem } from '../../flows/licenses/list-inventory.ts';
import { unknownWord } from '../resolve.ts';

export interface ListedSubscription {
  readonly app: App;
  readonly item: InventoryItem;
}

export interface SubscriptionColumn {
  readonly key: string;
  readonly label: string;
  readonly align: 'left' | 'right';
  text(listed: ListedSubscription, context: Context): string;
}

/** Every column of the inventory. */
export const SUBSCRIPTION_COLUMNS: readonly SubscriptionColumn[] = [
  text(
    'product',
    'product',
    ({ item }) => item.product ?? (item.sku === item.id ? '–' : `– (SKU ${item.sku})`),
  ),
  text('id', 'subscription id', ({ item }) => item.id),
  text('app', 'app', ({ app }) => app.config.name),
  text('type', 'type', () => TYPE),
  text('model', 'model', ({ item }) => item.model ?? DEFAULT_MODEL),
  text('sku', 'SKU', ({ item }) => item.sku),
  text('status', 'status', statusText),
  number('purchased', 'purchased', ({ item }) => (item.unlimited ? '' : numberOr(item.purchased))),
  text('unlimited', 'unlimited', ({ item }) => (item.unlimited ? 'yes' : 'no')),
  number('consumed', 'consumed', ({ item }) => numberOr(item.consumed)),
  number('holders', 'holders', ({ item }) => numberOr(item.holders)),
  number('enabled', 'enabled', ({ item }) => numberOr(item.enabled)),
  number('warning', 'warning', ({ item }) => numberOr(item.warning)),
  number('suspended', 'suspended', ({ item }) => numberOr(item.suspended)),
  text('capability', 'capability', ({ item }) => item.capabilityStatus ?? '–'),
  text('price', 'seat price', ({ item }) => priceText(item)),
  text('renews', 'renews', ({ item }, context) => dayOr(item.renewsOn, context)),
  number('notice', 'notice days', ({ item }) => numberOr(item.noticeDays)),
  number('entitlement', 'entitlement days', ({ item }) => numberOr(item.entitlementDays)),
  text('pool', 'pool', ({ item }, context) => item.pool ?? context.config.organisation),
  text('last_import', 'last import', ({ item }, context) =>
    momentText(item.lastImport, context.config.timezone, timestamp(context)),
  ),
];

/** What there is only one kind of so far. */
export const TYPE = 'subscription';

const USUAL = ['product', 'id', 'app', 'status', 'purchased', 'consumed', 'capability'];
/** Where there is only one app, there is room for money. */
const OF_ONE_APP = ['product', 'id', 'status', 'purchased', 'consumed', 'capability', 'price', 'renews'];

/** `id,product,status`, or `all`; the usual ones unless somebody asked. Throws `CommandError`. */
export function subscriptionColumns(
  asked: string | undefined,
  { oneApp }: { readonly oneApp: boolean },
): readonly SubscriptionColumn[] {
  const all = SUBSCRIPTION_COLUMNS.map(({ key }) => key);
  const usual = oneApp ? OF_ONE_APP : USUAL;
  const words = asked === undefined ? usual : asked.split(',').map((word) => word.trim().toLowerCase());
  const keys = words.length === 1 && words[0] === 'all' ? all : words;
  const columns = keys.map(columnNamed);
  // Without a column of its own, what is unlimited is said where the number would be.
  return columns.some(({ key }) => key === 'unlimited')
    ? columns
    : columns.map((column) => (column.key === 'purchased' ? BOUGHT : column));
}

const BOUGHT = number('purchased', 'purchased', ({ item }) =>
  item.unlimited ? 'unlimited' : numberOr(item.purchased),
);

function columnNamed(word: string): SubscriptionColumn {
  const key = word.replace(/[\s-]+/g, '_');
  const found = SUBSCRIPTION_COLUMNS.find((column) => column.key === key);
  if (found !== undefined) return found;
  const keys = SUBSCRIPTION_COLUMNS.map((column) => column.key);
  throw unknownWord(word, keys, unknownColumnText);
}

/** `used`, `invalid: price, term`, `gone since 3 Mar`. */
export function statusText({ item }: ListedSubscription, context: Context): string {
  if (item.goneAt !== null) return `gone since ${dayText(item.goneAt, timestamp(context))}`;
  const missing = missingWords(item.missing);
  return missing.length === 0 ? item.status : `${item.status}: ${missing.join(', ')}`;
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

function dayOr(day: string | null, context: Context): string {
  return day === null ? '–' : dayText(day, timestamp(context));
}
