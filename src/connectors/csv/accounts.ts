import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import { madeKey } from '../../domain/email.ts';
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
import { licenseReader } from '../csv-cells/license-cell.ts';
import { type NameColumns, nameColumns } from '../csv-cells/name-cell.ts';
import { stateFlags } from '../csv-cells/state-flags.ts';
import { ACCOUNT_NAMES, KINDS, STATES } from './account-words.ts';
import type { ChosenColumns, Header } from './header.ts';
import { identityOf } from './row-identity.ts';
import { type SecondIdentifiers, secondIdentifiers, withPrincipalNames } from './second-identifiers.ts';
import type { Shape } from './table.ts';

export type AccountField = keyof typeof ACCOUNT_NAMES;

const NO_COLUMNS: Readonly<Record<string, ColumnValue>> = Object.freeze({});

export interface AccountReading {
  readonly dates: DateReading;
  readonly columns?: ChosenColumns<AccountField> | undefined;
  /** Whether a subscription of the app has this name. */
  readonly isLicense: (name: string) => boolean;
}

export const ACCOUNT_FIELDS = Object.keys(ACCOUNT_NAMES) as [AccountField, ...AccountField[]];

/** A file of accounts: every column that is not a field becomes metadata of the app. */
export function accountShape(reading: AccountReading): Shape<AccountField, Account> {
  return {
    names: ACCOUNT_NAMES,
    oneOf: ['id', 'email', 'username'],
    chosen: reading.columns,
    reader: (header) => {
      const parts = {
        own: ownColumns(header),
        second: secondIdentifiers(header),
        flags: stateFlags(header.others),
        name: nameColumns(header.fields.name, header.others),
        licensesOf: licenseReader(reading.isLicense),
      };
      return (cells) => readAccount(cells, header, reading.dates, parts);
    },
    id: (account) => account.id,
    twice: (id) => `two rows for account "${id}"; delete one or correct its id`,
    madeOf: ({ fields: { id, email, username } }, cells) => {
      if (id !== null) return null;
      const column = textOrNull(cells, email) === null ? username : email;
      const text = textOrNull(cells, column);
      return column === null || text === null ? null : { column, text };
    },
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
  readonly name: NameColumns;
  readonly licensesOf: ReturnType<typeof licenseReader>;
}

function readAccount(
  cells: CsvRow,
  { fields }: Header<AccountField>,
  dates: DateReading,
  { own, second, flags, name, licensesOf }: HeaderParts,
): Account {
  const { email, aliases: further } = addressesOf(cells, fields.email, fields.aliases);
  const username = textOrNull(cells, fields.username);
  const aliases = withPrincipalNames(further, email, cells, second);
  const state = wordOf(cells, fields.state, STATES, 'active', otherMeaning(fields.state, 'role'));
  return {
    id: idOf(cells, fields.id, email, username),
    emails: email === null ? aliases : aliases.length === 0 ? [email] : [email, ...aliases],
    username,
    name: name.nameIn(cells),
    state: state === 'active' ? (flags(cells) ?? state) : state,
    kind: wordOf(cells, fields.kind, KINDS, 'unknown', otherMeaning(fields.kind, 'role')),
    role: textOrNull(cells, fields.role),
    licenses: licensesOf(cells, fields.licenses),
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
    const id = email ?? (username === null ? null : madeKey(username));
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
