import type Papa from 'papaparse';
import type { CsvRow } from '../csv-cells/cell.ts';
import { type Dialect, dialectOf, sniffDialect } from './dialect.ts';
import { badFile, type CsvFile, readFileText, type Told } from './file.ts';

/** No real row is longer; without a limit, one missing closing quote would swallow the whole file. */
const LONGEST_ROW = 1_000_000;

/** The rows that ended in one chunk of the file, header and empty lines included. */
export interface RowBatch {
  readonly rows: readonly CsvRow[];
  /** The physical line on which the first of them starts. */
  readonly firstLine: number;
  /** The one after the last of them. */
  readonly nextLine: number;
  readonly newline: string;
  /** The file ends in the last of them, without a line break. */
  readonly cut?: boolean;
  /** `;`, `,` or tab. */
  readonly delimiter: string;
}

/** An empty line, or one of separators only, as spreadsheets leave below their last row. */
export function isBlank(row: CsvRow): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** The rows of a text with commas that is in memory, as a vendor's report; blank ones and a byte order mark are left out. */
export async function rowsInText(text: string): Promise<readonly CsvRow[]> {
  const { default: papaparse } = await import('papaparse');
  const written = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return papaparse.parse<string[]>(written, { delimiter: ',', skipEmptyLines: 'greedy' }).data;
}

export async function* readRows(file: CsvFile, told?: Told): AsyncGenerator<RowBatch> {
  // Most commands read no file.
  const { default: papaparse } = await import('papaparse');
  const { Parser } = papaparse;
  let dialect: Dialect | null = null;
  let rest = '';
  let line = 1;
  for await (const text of readFileText(file, told)) {
    rest += text;
    dialect ??= sniffDialect(rest);
    if (dialect !== null) {
      const parsed = parse(Parser, file, rest, line, dialect);
      rest = rest.slice(parsed.end);
      line = parsed.nextLine;
      if (parsed.batch.rows.length > 0) yield parsed.batch;
    }
    if (rest.length > LONGEST_ROW) {
      throw badFile(
        file,
        `line ${line} starts a row of more than ${LONGEST_ROW} characters; is a closing quote missing?`,
      );
    }
  }
  if (rest === '') return;
  const cut = !/[\n\r]$/.test(rest);
  if (cut) rest += dialect?.newline ?? '\n';
  dialect ??= dialectOf(rest);
  const last = parse(Parser, file, rest, line, dialect);
  if (last.end < rest.length) throw unterminated(Parser, file, rest.slice(last.end), last.nextLine, dialect);
  yield { ...last.batch, cut };
}

/** The physical line of a row: quoted line breaks count. Slow, but only errors need it. */
export function lineOf(batch: RowBatch, index: number): number {
  let line = batch.firstLine;
  for (const row of batch.rows.slice(0, index)) {
    line += 1;
    for (const cell of row) line += countOf(cell, batch.newline);
  }
  return line;
}

function parse(Parser: CsvParser, file: CsvFile, text: string, firstLine: number, dialect: Dialect) {
  const { data, errors, meta } = new Parser(dialect).parse(text, 0, true) as Papa.ParseResult<string[]>;
  const end = meta.cursor;
  const lines = text.includes('"') ? countOf(text.slice(0, end), dialect.newline) : data.length;
  const nextLine = firstLine + lines;
  const batch: RowBatch = { rows: data, firstLine, nextLine, ...dialect };
  // An error in the row that has not ended yet may only mean that the chunk ends there.
  const bad = errors.find((error) => (error.row ?? 0) < data.length);
  if (bad !== undefined) {
    const line = lineOf(batch, bad.row ?? 0);
    throw badFile(
      file,
      `line ${line}: text follows a closing quote; write a quote inside a quoted field twice ("")`,
    );
  }
  return { batch, end, nextLine };
}

function unterminated(Parser: CsvParser, file: CsvFile, text: string, line: number, dialect: Dialect) {
  const { errors } = new Parser(dialect).parse(text, 0, false) as Papa.ParseResult<string[]>;
  const open = errors.find((error) => error.code === 'MissingQuotes')?.index ?? 0;
  const start = line + countOf(text.slice(0, open), dialect.newline);
  return badFile(
    file,
    `ends inside a quoted field that starts on line ${start}; the closing quote is missing, or the file is cut off`,
  );
}

type CsvParser = typeof Papa.Parser;

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}
