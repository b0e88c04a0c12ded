import type { Account, AccountKind, AccountState, ColumnValue } from '../../domain/account.ts';
import { EMPLOYEE_NUMBER_NAMES } from '../../domain/owners/employee-number.ts';
import { addressesOf } from '../csv-cells/address-cell.ts';
import {
  BadCell,
  type CsvRow,
  csvText,
  type HeaderColumn,
  otherMeaning,
  textOrNull,
  wordOf,
} from '../csv-cells/cell.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { createdOf, lastUseOf } from '../csv-cells/date-cell.ts';
import { licensesOf } from '../csv-cells/license-cell.ts';
import { stateFlags } from '../csv-cells/state-flags.ts';
import type { ChosenColumns, FieldNames, Header } from './header.ts';
import { alike, EMAIL_NAMES, NAME_NAMES, USERNAME_NAMES } from './header-names.ts';
import { identityOf } from './row-identity.ts';
import { type SecondIdentifiers, secondIdentifiers, withPrincipalNames } from './second-identifiers.ts';
import type { Shape } from './table.ts';

const NAMES = {
  id: ['id', 'user_id', 'account_id', 'member_id', 'object_id', 'uid', 'uuid', 'employee_id'],
  email: EMAIL_NAMES,
  aliases: ['aliases', 'alias', 'email_aliases', 'other_emails', 'secondary_emails', 'proxy_addresses'],
  username: USERNAME_NAMES,
  name: NAME_NAMES,
  state: ['state', 'status', 'account_status', 'user_status', 'account_state'],
  kind: ['kind', 'account_kind', 'user_type'],
  role: ['role', 'user_role', 'account_role', 'permission', 'roles'],
  licenses: ['licenses', 'license', 'licences', 'licence', 'seats', 'seat', 'seat_type', 'assigned_licenses'],
  last_active: [
    'last_active',
    'last_activity',
    'last_login',
    'last_seen',
    'last_sign_in',
    'last_active_at',
    'last_login_at',
  ],
  created: ['created', 'created_at', 'created_on', 'date_created', 'creation_date', 'joined', 'date_added'],
} as const satisfies FieldNames<string>;

export type AccountField = keyof typeof NAMES;

const STATES: ReadonlyMap<string, AccountState> = new Map([
  ...alike('active', 'enabled', 'activated'),
  ...alike('invited', 'pending', 'invitation-pending'),
  ...alike('suspended', 'locked', 'disabled', 'blocked', 'archived'),
  ...alike('deactivated', 'inactive', 'deprovisioned'),
  ...alike('deleted', 'removed'),
  ...alike('unknown'),
]);

const KINDS: ReadonlyMap<string, AccountKind> = new Map([
  ...alike('person', 'user', 'human', 'member', 'employee'),
  ...alike('guest', 'external'),
  ...alike('bot', 'app', 'application', 'integration'),
  ...alike('service', 'system', 'service-account'),
  ...alike('shared', 'mailbox', 'shared-mailbox', 'room', 'resource'),
  ...alike('unknown'),
]);

const NO_COLUMNS: Readonly<Record<string, ColumnValue>> = Object.freeze({});

export interface AccountReading {
  readonly dates: DateReading;
  readonly columns?: ChosenColumns<AccountField> | undefined;
  /** Whether a subscription of the app has this name. */
  readonly isLicense: (name: string) => boolean;
}

export const ACCOUNT_FIELDS = Object.keys(NAMES) as [AccountField, ...AccountField[]];

/** A file of accounts: every column that is not a field becomes metadata of the app. */
export function accountShape(reading: AccountReading): Shape<AccountField, Account> {
  return {
    names: NAMES,
    oneOf: ['id', 'email', 'username'],
    chosen: reading.columns,
    reader: (header) => {
      const parts = {
        own: ownColumns(header),
        second: secondIdentifiers(header),
        flags: stateFlags(header.others),
      };
      return (cells) => readAccount(cells, header, reading, parts);
    },
    id: (account) => account.id,
    twice: (id) => `two rows for account "${id}"; delete one or correct its id`,
    identifier: ({ fields }) => {
      const instead = fields.id === null ? (['email', 'username'] as const) : [];
      return (cells) => identityOf(cells, fields, instead);
    },
  };
}

/** What is found out once per file. */
interface HeaderParts {
  readonly own: readonly HeaderColumn[];
  readonly second: SecondIdentifiers;
  readonly flags: (cells: CsvRow) => AccountState | null;
}

function readAccount(
  cells: CsvRow,
  { fields }: Header<AccountField>,
  { dates, isLicense }: AccountReading,
  { own, second, flags }: HeaderParts,
): Account {
  const { email, aliases: further } = addressesOf(cells, fields.email, fields.aliases);
  const username = textOrNull(cells, fields.username);
  const aliases = withPrincipalNames(further, email, cells, second);
  const state = wordOf(cells, fields.state, STATES, 'active', otherMeaning(fields.state, 'role'));
  return {
    id: idOf(cells, fields.id, email, username),
    emails: email === null ? aliases : [email, ...aliases],
    username,
    name: textOrNull(cells, fields.name),
    state: state === 'active' ? (flags(cells) ?? state) : state,
    kind: wordOf(cells, fields.kind, KINDS, 'unknown', otherMeaning(fields.kind, 'role')),
    role: textOrNull(cells, fields.role),
    licenses: licensesOf(cells, fields.licenses, isLicense),
    lastActive: lastUseOf(cells, fields.last_active, dates),
    created: createdOf(cells, fields.created, dates),
    columns: columnsOf(cells, own),
  };
}

function idOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  email: string | null,
  username: string | null,
): string {
  if (column === null) {
    const id = email ?? username;
    if (id === null) throw new BadCell(null, 'has neither an email nor a username; fill in one of them');
    return id;
  }
  const id = csvText(cells, column);
  if (id === '') throw new BadCell(column, 'is empty; every account needs an id, or remove the whole column');
  return id;
}

/** The app's own columns; an id that is an employee number stays one of them, because accounts are matched by it. */
export function ownColumns({ fields: { id }, others }: Header<AccountField>): readonly HeaderColumn[] {
  return id !== null && EMPLOYEE_NUMBER_NAMES.has(id.key) ? [id, ...others] : others;
}

function columnsOf(cells: CsvRow, own: readonly HeaderColumn[]): Readonly<Record<string, ColumnValue>> {
  if (own.length === 0) return NO_COLUMNS;
  const columns: Record<string, ColumnValue> = {};
  for (const column of own) columns[column.key] = textOrNull(cells, column);
  return columns;
}
