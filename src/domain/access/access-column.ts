import { type AccountPart, partOf, type Sorted } from '../account-part.ts';
import type { ColumnType } from './column-type.ts';

/** One column of the access table: either a column that every app has, or one for the app's own metadata. */
export interface AccessColumn {
  /** What an admin types; a column of the app whose key is already taken is `app.<key>`. */
  readonly key: string;
  readonly label: string;
  readonly type: ColumnType;
  /** The key in the account's own `columns`; `null` for a column that every app has. */
  readonly own: string | null;
}

const common = (key: string, type: ColumnType = 'text', label = key.replaceAll('_', ' ')): AccessColumn => ({
  key,
  label,
  type,
  own: null,
});

/**
 * The order in which accounts are shown. Accounts without a value come last in both directions. Without an order, accounts that need
 * a decision come first: see `TROUBLE`.
 */
export interface AccessOrder {
  readonly column: AccessColumn;
  readonly down: boolean;
}

/** The columns that every app has, in the order in which they are listed. */
export const COMMON_COLUMNS = [
  common('account'),
  common('person'),
  common('email'),
  common('status'),
  common('offboarded', 'flag'),
  common('kind'),
  common('state'),
  common('role'),
  common('licenses', 'text', 'licenses'),
  common('cost', 'number', 'cost a month'),
  common('last_active', 'date'),
  common('match'),
  common('known'),
  common('granted_by'),
  common('department'),
  common('manager'),
  common('last_day', 'date'),
  common('username'),
  common('name'),
  common('id'),
  common('created', 'date'),
  common('first_seen', 'date'),
] as const satisfies readonly AccessColumn[];

/** Shown unless an admin chose others; the account itself always comes first. A column without any values is left out. */
export const USUAL_COLUMNS = ['person', 'status', 'licenses', 'cost', 'last_active', 'granted_by'];

/** The order in which the parts of an app are listed: what needs a decision comes first. */
const TROUBLE: readonly AccountPart[] = [
  'left',
  'inactive',
  'unknown',
  'not-people',
  'known',
  'closed',
  'active',
];

/** The place of an account in that order, from 1. */
export function troubleOf(account: Sorted): number {
  return TROUBLE.indexOf(partOf(account)) + 1;
}

/** A metadata column of an app, with a key that no common column has. */
export function ownColumn(own: string, label: string, type: ColumnType): AccessColumn {
  const taken = COMMON_COLUMNS.some(({ key }) => key === own.toLowerCase());
  return { key: taken ? `app.${own}` : own, label: taken ? `${label} (app)` : label, type, own };
}
