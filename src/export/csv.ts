import { hasBlankEnds, neutral, readable } from './cell-text.ts';
import type { Cell, Sheet, SheetOutcome, SheetRow, Sink } from './sheet.ts';
import { turn } from './turn.ts';

/**
 * RFC 4180 in UTF-8 with a byte order mark, which is how Excel knows it: a header line, commas, CRLF, quotes where needed.
 * The notes have no place in it; see `about.ts`.
 */
export async function writeCsv(sheet: Sheet, sink: Sink, signal: AbortSignal): Promise<SheetOutcome> {
  await sink(Buffer.from(`\ufeff${line(sheet.columns.map(({ label }) => label))}`));
  let rows = 0;
  for await (const page of sheet.pages) {
    let text = '';
    for (const row of page) text += line(row);
    rows += page.length;
    await sink(Buffer.from(text));
    await turn(signal);
  }
  return { rows, cut: 0 };
}

function line(row: SheetRow): string {
  // A line with nothing on it would be no row at all.
  if (row.length === 1 && written(row[0] ?? null) === '') return '""\r\n';
  let text = '';
  for (let at = 0; at < row.length; at++) text += (at === 0 ? '' : ',') + written(row[at] ?? null);
  return `${text}\r\n`;
}

function written(cell: Cell): string {
  if (typeof cell === 'string') return cell === '' ? '' : quoted(neutral(cell));
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return cell === null ? '' : String(cell);
}

/** Blanks at the ends are quoted too: some readers would take them off. */
function quoted(text: string): string {
  if (!SPECIAL.test(text)) return hasBlankEnds(text) ? `"${text}"` : text;
  const plain = readable(text);
  return QUOTED.test(plain) || hasBlankEnds(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SPECIAL = /[",\0-\x1f\ud800-\udfff\ufffe\uffff]/;
const QUOTED = /[",\r\n]/;
