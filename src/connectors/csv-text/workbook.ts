type Row = readonly unknown[];

export interface FoundSheet {
  readonly table: Buffer;
  /** Its name, where the workbook has others. */
  readonly name: string | null;
}

interface Sheet {
  readonly name: string;
  /** As the workbook counts them, from 1. */
  readonly number: number;
}

/** How many rows of a sheet are looked at to see whether it is the table. */
const LOOKED_AT = 200;
const HEADER_ROWS = 20;
const HEADER_CELLS = 3;

/**
 * The sheet with the table, as CSV in UTF-8: the first visible one that has rows of people below a header, or else the first that has a table at all. Formulas are never
 * evaluated: what counts is the value that was saved with them.
 */
export async function tableSheet(bytes: Buffer, workbook: string): Promise<FoundSheet> {
  const { readSheet } = await import('read-excel-file/node');
  const sheets = visibleSheets(workbook);
  let found: { readonly sheet: Sheet; readonly rows: readonly Row[] } | null = null;
  for (const sheet of sheets) {
    const rows: readonly Row[] = await readSheet(bytes, sheet.number);
    const looks = sheets.length === 1 ? 'people' : looksLike(rows.slice(0, LOOKED_AT));
    if (looks === 'people' || (looks === 'table' && found === null)) found = { sheet, rows };
    if (looks === 'people') break;
  }
  const [first] = sheets;
  const rows: readonly Row[] = found?.rows ?? (await readSheet(bytes, first?.number ?? 1));
  const name = (found?.sheet ?? first)?.name ?? null;
  return { table: csvOf(rows), name: sheetsIn(workbook) > 1 ? name : null };
}

function visibleSheets(workbook: string): readonly Sheet[] {
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([tag], at): Sheet[] =>
    /\sstate="(?:hidden|veryHidden)"/.test(tag) ? [] : [{ name: nameIn(tag) ?? `${at + 1}`, number: at + 1 }],
  );
}

function sheetsIn(workbook: string): number {
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].length;
}

function nameIn(tag: string): string | null {
  const written = /\sname="([^"]*)"/.exec(tag)?.[1];
  return (
    written?.replace(/&(lt|gt|quot|apos|amp);/g, (_, word: string) => ENTITIES[word] ?? '').slice(0, 31) ??
    null
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** A cover sheet has lines of text, and a legend has no addresses. */
function looksLike(rows: readonly Row[]): 'people' | 'table' | 'text' {
  const header = rows
    .slice(0, HEADER_ROWS)
    .findIndex(
      (row) => filled(row).length >= HEADER_CELLS && filled(row).every((cell) => typeof cell === 'string'),
    );
  const below = header < 0 ? [] : rows.slice(header + 1).filter((row) => filled(row).length > 1);
  if (below.length === 0) return 'text';
  const people = below.filter((row) => row.some((cell) => typeof cell === 'string' && cell.includes('@')));
  return people.length * 2 >= below.length ? 'people' : 'table';
}

function filled(row: Row): readonly unknown[] {
  return row.filter((cell) => cell !== null && cell !== undefined && cell !== '');
}

function csvOf(rows: readonly Row[]): Buffer {
  return Buffer.from(rows.map((row) => `${row.map(csvCell).join(',')}\n`).join(''));
}

function csvCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = cell instanceof Date ? dateText(cell) : String(cell);
  return `"${text.replaceAll('"', '""')}"`;
}

/** A sheet has no time zone: midnight means a day, and any other time is from an unknown clock. */
function dateText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
