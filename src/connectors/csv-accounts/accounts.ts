import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import { madeKey } from '../../domain/email.ts';
import { EMPLOYEE_NUMBER_NAMES } from '../../domain/owners/employee-number.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import { addressesOf } from '../csv-cells/address-cell.ts';
import { BadCell, type CsvRow, csvText, type HeaderColumn, textOrNull } from '../csv-cells/cell.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { createdOf, lastUseOf } from '../csv-cells/date-cell.ts';
import { areRounded, idText, roundedProblem } from '../csv-cells/id-cell.ts';
import { licenseReader, listsByPlus } from '../csv-cells/license-cell.ts';
import { nameColumns } from '../csv-cells/name-cell.ts';
import type { ChosenColumns } from '../csv-columns/chosen.ts';
import type { Header } from '../csv-columns/header.ts';
import { guessesOf } from '../csv-columns/nearest.ts';
import { addressIn, otherAddressColumns } from '../csv-columns/other-addresses.ts';
import { identityOf } from '../csv-columns/row-identity.ts';
import { isOftenEmpty, valuesOf } from '../csv-columns/sample.ts';
import { secondIdentifiers, withPrincipalNames } from '../csv-columns/second-identifiers.ts';
import { strongerOf } from '../csv-states/state-flags.ts';
import type { Shape, UnknownWord } from '../csv-table/shape.ts';
import { ACCOUNT_NAMES, type AccountField } from './account-names.ts';
import { keptColumns } from './column-fields.ts';
import { kindReading } from './kind-reading.ts';
import { lastUseColumns, latestUse } from './last-use.ts';
import { ACCOUNT_PRESETS } from './presets.ts';
import { productColumns, productsOf } from './products.ts';
import { roleMeaning } from './role-words.ts';
import { settleAccounts } from './settle.ts';
import { stateReading, tellsState } from './state-reading.ts';
import { contradiction, uniteAccounts } from './unite-accounts.ts';
import { wrongAccounts } from './wrong-accounts.ts';

const NO_COLUMNS: Readonly<Record<string, ColumnValue>> = Object.freeze({});

export interface AccountReading {
  readonly dates: DateReading;
  readonly now: Date;
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
    presets: ACCOUNT_PRESETS,
    settle: settleAccounts,
    reader: (header, orders, unknownWord) =>
      accountReader(header, { ...reading, dates: { ...reading.dates, orders } }, unknownWord),
    notes: (header) => [...notesOf(header), ...relativeNotes(reading.dates)],
    wrongKind: (header) => wrongAccounts(header, reading.columns),
    refusal: ({ fields: { id }, sample }) =>
      id !== null && areRounded(valuesOf(sample, id)) ? roundedProblem(id) : null,
    id: (account) => account.id,
    unite: uniteAccounts,
    contradiction,
    twice: (id) => `two rows for account "${id}" name different people; delete one or correct its id`,
    identifier: ({ fields }) => {
      return (cells) => identityOf(cells, fields, ['email', 'username']);
    },
    addresses: ({ fields, others }) => [
      fields.email,
      ...otherAddressColumns(others, [fields.username, fields.id]),
    ],
    nobody: ({ preset, fields: { id, email, username }, others }) => {
      if (preset?.rowsOfNobody !== true) return null;
      const columns = [id, email, username, ...otherAddressColumns(others, [])];
      return (cells) => columns.every((column) => csvText(cells, column) === '');
    },
  };
}

function accountReader(
  header: Header<AccountField>,
  reading: AccountReading,
  unknownWord: UnknownWord,
): (cells: CsvRow) => Account {
  const { fields, others, preset, sample } = header;
  const { dates, now } = reading;
  const own = ownColumns(header);
  const second = secondIdentifiers(header);
  const addresses = otherAddressColumns(others, [fields.username, fields.id]);
  const name = nameColumns(fields.name, others, sample);
  const stateOf = stateReading(header, { dates, now }, unknownWord);
  const kindOf = kindReading(header, unknownWord);
  const products = fields.licenses === null ? productColumns(others, preset?.products ?? []) : [];
  const lists =
    preset?.lists ?? (fields.aliases === null ? undefined : listsByPlus(valuesOf(sample, fields.aliases)));
  const samples = fields.licenses === null ? [] : valuesOf(sample, fields.licenses);
  const licensesOf = licenseReader(reading.isLicense, { samples, lists });
  const moreUse = lastUseColumns(header);
  const makesIds = fields.id === null || preset !== null || isOftenEmpty(sample, fields.id);
  return (cells) => {
    const main = addressesOf(cells, fields.email, fields.aliases);
    const email = main.email ?? (addresses.length === 0 ? null : addressIn(cells, addresses));
    const username = idText(cells, fields.username) || null;
    const aliases = withPrincipalNames(main.aliases, email, cells, second);
    const emails = email === null ? aliases : aliases.length === 0 ? [email] : [email, ...aliases];
    const said = stateOf(cells);
    const written = textOrNull(cells, fields.role);
    const role = written === null ? null : roleMeaning(written);
    const used = lastUseOf(cells, fields.last_active, dates);
    return {
      id: idOf(cells, fields, makesIds, { email, username }),
      emails,
      username,
      name: name.nameIn(cells),
      state: role?.invited === true ? invitedOr(said.state) : said.state,
      kind: kindOf(cells, emails, said.kind === 'unknown' ? (role?.kind ?? kindByName(username)) : said.kind),
      role: written ?? said.role,
      licenses: products.length === 0 ? licensesOf(cells, fields.licenses) : productsOf(cells, products),
      lastActive: moreUse.length === 0 ? used : latestUse(cells, used, moreUse, dates),
      created: createdOf(cells, fields.created, dates),
      columns: columnsOf(cells, own),
    };
  };
}

/** A role says that the account is invited: so it is, unless something stronger is said. */
function invitedOr(state: AccountState): AccountState {
  return state === 'unknown' ? 'invited' : strongerOf(state, 'invited');
}

function kindByName(username: string | null): 'service' | 'unknown' {
  return username === '<root_account>' ? 'service' : 'unknown';
}

function notesOf(header: Header<AccountField>): readonly FileNote[] {
  const columns = keptColumns(header);
  return [...stateNotes(header), ...(columns.length === 0 ? [] : [{ kind: 'kept' as const, columns }])];
}

function relativeNotes({ asOf }: DateReading): readonly FileNote[] {
  return asOf?.told === undefined ? [] : [{ kind: 'relative-dates', date: asOf.told, day: asOf.day }];
}

/** Calling an account active is never done without saying so. */
function stateNotes(header: Header<AccountField>): readonly FileNote[] {
  if (tellsState(header)) return [];
  if (header.preset?.listsOnlyActive === true) return [{ kind: 'listed-is-active' }];
  const guess = guessesOf(header.others, { state: ACCOUNT_NAMES.state })[0];
  return [{ kind: 'no-state', guess: guess?.label ?? null }];
}

function idOf(
  cells: CsvRow,
  { id: column, email: address }: Header<AccountField>['fields'],
  makesIds: boolean,
  { email, username }: { readonly email: string | null; readonly username: string | null },
): string {
  const id = idText(cells, column);
  if (id !== '') return id;
  // If an account has a login, an address that came only from another column does not identify it.
  const made = address === null && username !== null ? madeKey(username) : email;
  const key = made ?? (username === null ? null : madeKey(username));
  // If a single id is missing while all others are there, that is a mistake: with a made-up id, its account would look gone and new.
  if (key !== null && makesIds) return key;
  if (column === null) throw new BadCell(null, 'has neither an email nor a username; fill in one of them');
  throw new BadCell(column, 'is empty; every account needs an id, or remove the whole column');
}

/** Whether the file tells addresses. */
export function tellsEmail({ fields, others }: Header<AccountField>): boolean {
  return fields.email !== null || fields.aliases !== null || otherAddressColumns(others, []).length > 0;
}

/** Whether the file tells when an account was last used. */
export function tellsLastUse(header: Header<AccountField>): boolean {
  return header.fields.last_active !== null || lastUseColumns(header).length > 0;
}

/** Whether the file tells licenses of accounts. */
export function tellsLicenses({ fields, others, preset }: Header<AccountField>): boolean {
  return fields.licenses !== null || productColumns(others, preset?.products ?? []).length > 0;
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
