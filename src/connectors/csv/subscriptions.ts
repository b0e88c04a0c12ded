import { noCurrencyText, termProblemText } from '../../chat/say/licenses/term-problem.ts';
import { isCurrency } from '../../domain/currency.ts';
import type { CapabilityStatus, Subscription, Term } from '../../domain/licenses/subscription.ts';
import { CAPABILITY_STATUSES } from '../../domain/licenses/subscription.ts';
import type { TermProblem } from '../../domain/licenses/terms.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import { BadCell, csvText, shortened, textOrNull, unknownWordError, wordOf } from '../csv-cells/cell.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { lastDayOf } from '../csv-cells/date-cell.ts';
import { microsoftSku } from '../csv-cells/microsoft-skus.ts';
import type { FieldNames, Header } from '../csv-columns/header.ts';
import { alike } from '../csv-columns/header-names.ts';
import type { Shape } from '../csv-table/shape.ts';

const NAMES = {
  id: ['id', 'subscription_id'],
  sku: ['sku', 'sku_id', 'skuid', 'sku_part_number', 'plan'],
  product: ['product', 'product_name', 'name'],
  model: ['model', 'license_model', 'licence_model'],
  purchased: ['purchased', 'quantity', 'seats', 'total', 'bought'],
  unlimited: ['unlimited'],
  consumed: ['consumed', 'used', 'assigned', 'consumed_units'],
  enabled: ['enabled', 'enabled_units'],
  warning: ['warning', 'warning_units'],
  suspended: ['suspended', 'suspended_units'],
  capability_status: ['capability_status', 'capabilitystatus', 'status'],
  unit_price: ['unit_price', 'price', 'price_per_seat', 'price_per_unit'],
  currency: ['currency'],
  term: ['term', 'billing_term', 'billing_period', 'billing_cycle'],
  renews_on: ['renews_on', 'renewal', 'renewal_date', 'renews'],
  ends_on: ['ends_on', 'ends', 'end_date', 'expires_on', 'expires', 'expiry_date', 'expiration_date'],
} as const satisfies FieldNames<string>;

export type SubscriptionField = keyof typeof NAMES;

const TERMS: ReadonlyMap<string, Term> = new Map([
  ...alike('monthly', 'month', 'per-month', 'm'),
  ...alike('annual', 'annually', 'year', 'yearly', 'per-year', 'y'),
]);

const FLAGS: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...alike('yes', 'true', '1'),
  ...alike('no', 'false', '0'),
]);

const CAPABILITIES: ReadonlyMap<string, CapabilityStatus> = new Map<string, CapabilityStatus>([
  ...CAPABILITY_STATUSES.flatMap((status, index) => alike(status, String(index + 1))),
  ['lockedout', 'locked-out'],
]);

/** A file of subscriptions: the columns of a `Subscription`; others are ignored. */
export function subscriptionShape(dates: DateReading): Shape<SubscriptionField, Subscription> {
  return {
    names: NAMES,
    oneOf: ['sku'],
    reader: (header) => (cells) => readSubscription(cells, header, dates),
    unused: ({ others }) => others,
    id: (subscription) => subscription.id,
    twice: (id) => `two rows for subscription "${id}"; delete one, or tell them apart in a column id`,
  };
}

function readSubscription(
  cells: CsvRow,
  { fields }: Header<SubscriptionField>,
  dates: DateReading,
): Subscription {
  const sku = csvText(cells, fields.sku);
  if (sku === '') throw new BadCell(fields.sku, 'is empty; every subscription needs a sku');
  const id = textOrNull(cells, fields.id) ?? sku;
  return {
    id,
    sku,
    product: productOf(textOrNull(cells, fields.product), id, sku),
    model: textOrNull(cells, fields.model),
    purchased: wholeOf(cells, fields.purchased),
    unlimited: wordOf(cells, fields.unlimited, FLAGS, 'no') === 'yes',
    consumed: wholeOf(cells, fields.consumed),
    enabled: wholeOf(cells, fields.enabled),
    warning: wholeOf(cells, fields.warning),
    suspended: wholeOf(cells, fields.suspended),
    capabilityStatus: capabilityOf(cells, fields.capability_status),
    unitPrice: priceOf(cells, fields.unit_price),
    currency: currencyOf(cells, fields.currency),
    term: termOf(cells, fields.term),
    renewsOn: lastDayOf(cells, fields.renews_on, dates),
    endsOn: lastDayOf(cells, fields.ends_on, dates),
  };
}

/** A Microsoft license is identified by its GUID; a part number in the product column is replaced by the product's name. */
function productOf(written: string | null, id: string, sku: string): string | null {
  const known = microsoftSku(sku) ?? microsoftSku(id);
  const isPartNumber = written?.toUpperCase() === known?.partNumber.toUpperCase();
  return known !== null && (written === null || isPartNumber) ? known.name : written;
}

function wholeOf(cells: CsvRow, column: HeaderColumn | null): number | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  const problem = /^-\d/.test(text)
    ? 'is negative; a number of seats is 0 or more'
    : 'is not a whole number; write digits only, like 250';
  throw new BadCell(column, `"${shortened(text)}" ${problem}`);
}

function priceOf(cells: CsvRow, column: HeaderColumn | null): number | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Number(text);
  const problem: TermProblem = /^-\d/.test(text)
    ? { kind: 'negative-price' }
    : { kind: 'not-a-price', like: /^\d+,\d+$/.test(text) ? text.replace(',', '.') : null };
  throw new BadCell(column, `"${shortened(text)}" ${termProblemText(problem)}`);
}

function currencyOf(cells: CsvRow, column: HeaderColumn | null): string | null {
  const text = csvText(cells, column).toUpperCase();
  if (text === '') return null;
  if (isCurrency(text)) return text;
  throw new BadCell(column, `"${shortened(text)}" ${noCurrencyText(text)}`);
}

function termOf(cells: CsvRow, column: HeaderColumn | null): Term | null {
  return csvText(cells, column) === '' ? null : wordOf(cells, column, TERMS, 'annual');
}

function capabilityOf(cells: CsvRow, column: HeaderColumn | null): CapabilityStatus | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const status = CAPABILITIES.get(text.toLowerCase().replace(/[\s_-]+/g, '-'));
  if (status === undefined)
    throw unknownWordError(column, text, [...CAPABILITY_STATUSES, 'or a number from 1 to 6']);
  return status;
}
