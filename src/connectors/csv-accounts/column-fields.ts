import type { ColumnReading } from '../../domain/files/file-reading.ts';
import type { HeaderColumn } from '../csv-cells/cell.ts';
import { nameColumns } from '../csv-cells/name-cell.ts';
import { fieldsByColumn } from '../csv-columns/column-fields.ts';
import type { Header } from '../csv-columns/header.ts';
import { otherAddressColumns } from '../csv-columns/other-addresses.ts';
import { secondIdentifiers } from '../csv-columns/second-identifiers.ts';
import { flagColumns } from '../csv-states/flag-names.ts';
import type { AccountField } from './account-names.ts';
import { kindColumns } from './kind-reading.ts';
import { lastUseColumns } from './last-use.ts';
import { productColumns } from './products.ts';
import { stateColumns } from './state-reading.ts';

/** The columns that are kept with the accounts and from which nothing is read, except those that the settings declare as unused. */
export function keptColumns(header: Header<AccountField>): readonly string[] {
  const declined = new Set(header.declined.map(({ label }) => label));
  return accountColumnFields(header).flatMap(({ column, fields }) =>
    fields.length > 0 || declined.has(column) ? [] : [column],
  );
}

/** What is read from each column of a file of accounts. */
export function accountColumnFields(header: Header<AccountField>): readonly ColumnReading[] {
  const { fields, others, sample, preset } = header;
  const products = fields.licenses === null ? productColumns(others, preset?.products ?? []) : [];
  const besides: readonly (readonly [string, readonly HeaderColumn[]])[] = [
    ['state', [...flagColumns(others), ...stateColumns(header)]],
    ['kind', kindColumns(others)],
    ['last_active', lastUseColumns(header)],
    ['licenses', products.map(({ column }) => column)],
    ['name', nameColumns(fields.name, others, sample).columns],
    ['email', otherAddressColumns(others, [])],
    ['aliases', secondIdentifiers(header).principals],
    ['employee_id', secondIdentifiers(header).numbers],
  ];
  return fieldsByColumn(header, besides);
}
