import { noCurrencyText, termProblemText } from '../../chat/say/licenses/term-problem.ts';
import { isCurrency } from '../../domain/currency.ts';
import type { CapabilityStatus, Subscription, Term } from '../../domain/licenses/subscription.ts';
import { CAPABILITY_STATUSES } from '../../domain/licenses/subscription.ts';
import type { TermProblem } from '../../domain/licenses/terms.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import {
  BadCell,
  csvText,
  flagIn,
  shortened,
  textOrNull,
  unknownWordError,
  wordOf,
} from '../csv-cells/cell.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { lastDayOf } from '../csv-cells/date-cell.ts';
import { microsoftSku } from '../csv-cells/microsoft-skus.ts';
import type { Header } from '../csv-columns/header.ts';
import { alike } from '../csv-columns/header-names.ts';
import type { Shape } from '../csv-table/shape.ts';
import { SUBSCRIPTION_NAMES, type SubscriptionField, TERMS } from './subscription-names.ts';

const CAPABILITIES: ReadonlyMap<string, CapabilityStatus> = new Map<string, CapabilityStatus>([
  ...CAPABILITY_STATUSES.flatMap((status, index) => alike(status, String(index + 1))),
  ['lockedout', 'locked-out'],
]);

/** A file of subscriptions: the columns of a `Subscription`; others are ignored. */
export function subscriptionShape(dates: DateReading): Shape<SubscriptionField, Subscription> {
  return {
    names: SUBSCRIPTION_NAMES,
    oneOf: ['sku', 'product'],
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
  const sku = textOrNull(cells, fields.sku) ?? (fields.sku === null ? csvText(cells, fields.product) : '');
  if (sku === '') throw new BadCell(fields.sku ?? fields.product, 'is empty; every subscription needs a sku');
  const id = textOrNull(cells, fields.id) ?? sku;
  return {
    id,
    sku,
    product: productOf(textOrNull(cells, fields.product), id, sku),
    model: textOrNull(cells, fields.model),
    purchased: wholeOf(cells, fields.purchased),
    unlimited: saysYes(cells, fields.unlimited),
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

function saysYes(cells: CsvRow, column: HeaderColumn | null): boolean {
  const text = csvText(cells, column);
  const answer = text === '' ? false : flagIn(text);
  if (answer === null) throw unknownWordError(column, text, ['yes', 'no']);
  return answer;
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
  // Three digits after a comma may be thousands; one or two are not.
  if (/^\d{1,12},\d{1,2}$/.test(text)) return Number(text.replace(',', '.'));
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
