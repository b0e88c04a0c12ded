import type { HeaderColumn } from '../csv-cells/cell.ts';
import type { ChosenColumns } from '../csv-columns/chosen.ts';
import type { Header } from '../csv-columns/header.ts';
import { wordList } from '../csv-columns/header-names.ts';
import { addressColumnIn } from '../csv-columns/nearest.ts';
import { mostAre, valuesOf } from '../csv-columns/sample.ts';
import type { AccountField } from './account-names.ts';

/** Headings that only a list of groups has. */
const OF_GROUPS = new Set(
  wordList('group_type group_types group_scope group_category gruppentyp tipo_de_grupo'),
);
/** Where such a column holds numbers, a row is a group of so many people. */
const MEMBERS = new Set([
  ...wordList('members member_count members_count number_of_members total_members direct_members'),
  ...wordList('direct_members_count no_of_members num_members user_count users_count number_of_users'),
  ...wordList(
    'mitglieder anzahl_mitglieder mitgliederzahl membres nombre_de_membres miembros membri membros leden',
  ),
]);
/** Where such a column holds numbers, a row is a license that so many people may hold. */
const SEATS = new Set([
  ...wordList('consumed_units prepaid_units total_licenses assigned_licenses available_licenses'),
  ...wordList(
    'expired_licenses total_seats used_seats available_seats seats_purchased purchased quantity qty',
  ),
  ...wordList(
    'licenses licences seats lizenzen anzahl anzahl_lizenzen gesamtanzahl_der_lizenzen quantite cantidad',
  ),
]);

/**
 * Why a file is no list of accounts though it has ids or addresses: groups have both, and license counts have ids. `null` where it is one,
 * and where the settings say which column names its accounts.
 */
export function otherListIn(
  header: Header<AccountField>,
  chosen: ChosenColumns<AccountField> | undefined,
): string | null {
  const { fields, others, preset, sample } = header;
  const meanings = [...(chosen?.meanings.values() ?? [])];
  if (
    preset !== null ||
    meanings.some((field) => field === 'id' || field === 'email' || field === 'username')
  )
    return null;
  const columns = [...Object.values(fields).filter((column) => column !== null), ...others];
  const called = (names: ReadonlySet<string>) => (column: HeaderColumn) =>
    column.names.some((name) => names.has(name));
  const counts = (names: ReadonlySet<string>) => (column: HeaderColumn) =>
    called(names)(column) && mostAre(valuesOf(sample, column), (text) => /^\d+$/.test(text));
  const way = `set columns: { ${wayIn(fields)} } if its rows are accounts all the same`;
  if (fields.username === null && fields.last_active === null) {
    // Beside a count, a role or a license still speaks for people.
    const isBare = fields.role === null && fields.licenses === null;
    const group = columns.find(called(OF_GROUPS)) ?? (isBare ? columns.find(counts(MEMBERS)) : undefined);
    if (group !== undefined)
      return `has a column ${group.label}, so it is a list of groups, not of accounts; export the users, or ${way}`;
  }
  const seats = columns.find(counts(SEATS));
  if (seats === undefined || fields.email !== null || fields.username !== null) return null;
  if (addressColumnIn(columns, sample) !== null) return null;
  return `has a column ${seats.label} with numbers and no addresses, so it counts licenses and lists no accounts; name it under subscriptions:, or ${way}`;
}

function wayIn(fields: Header<AccountField>['fields']): string {
  const field = fields.email === null ? 'id' : 'email';
  return `${field}: "${fields[field]?.label ?? ''}"`;
}
