import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { type Cell, inPages, type Sheet, type SheetColumn, type SheetRow } from '../../src/export/sheet.ts';
import { folder } from '../support/folder.ts';

export const STAYS = new AbortController().signal;

/** A table; its columns are text unless `types` are given. */
export function sheetOf(
  rows: Iterable<SheetRow>,
  columns: readonly (string | SheetColumn)[],
  name = 'access figma',
): Sheet {
  return {
    name,
    columns: columns.map((column) => (typeof column === 'string' ? { label: column, type: 'text' } : column)),
    pages: inPages(rows, 3),
    notes: [
      { label: 'Organisation', value: 'Acme' },
      { label: 'Filter', value: 'inactive' },
    ],
  };
}

export const newFile = (name: string) => join(folder(), name);

/** The file as another reader understands it, with its header. */
export function csvRows(file: string): string[][] {
  const text = readFileSync(file, 'utf8');
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: ',',
    newline: '\r\n',
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  // The last line break ends the last row.
  return data.slice(0, -1);
}

export type ReadCell = Cell | Date;

export async function xlsxSheets(
  file: string,
): Promise<readonly { readonly name: string; readonly rows: readonly (readonly ReadCell[])[] }[]> {
  const { sheets } = await readXlsx(readFileSync(file));
  return sheets.map(({ name, rows }) => ({ name, rows: rows as readonly (readonly ReadCell[])[] }));
}
