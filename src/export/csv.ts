import { hasBlankEnds, neutral, readable } from './cell-text.ts';
import type { Cell, Sheet, SheetOutcome, SheetRow, Sink } from './sheet.ts';
import { turn } from './turn.ts';

/** Characters that are written at a time. */
const PIECE = 1 << 17;

/**
 * RFC 4180 in UTF-8 with a byte order mark, which is how Excel knows it: a header line, commas, CRLF, quotes where needed.
 * The notes do not fit into a CSV; `write-sheet.ts` writes them into a file of their own.
 */
export async function writeCsv(sheet: Sheet, sink: Sink, signal: AbortSignal): Promise<SheetOutcome> {
  await sink(Buffer.from(`\ufeff${line(sheet.columns.map(({ label }) => label))}`));
  let rows = 0;
  let text = '';
  for await (const page of sheet.pages) {
    for (const row of page) text += line(row);
    rows += page.length;
    if (text.length >= PIECE) {
      await sink(Buffer.from(text));
      text = '';
    }
    await turn(signal);
  }
  await sink(Buffer.from(text));
  return { rows, cut: 0 };
}

function line(row: SheetRow): string {
  // An empty line would not count as a row.
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

/** Text with blanks at its ends is quoted too, because some readers strip them. */
function quoted(text: string): string {
  if (!SPECIAL.test(text)) return hasBlankEnds(text) ? `"${text}"` : text;
  const plain = readable(text);
  return QUOTED.test(plain) || hasBlankEnds(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what the pattern looks for
const SPECIAL = /[",\0-\x1f\ud800-\udfff\ufffe\uffff]/;
const QUOTED = /[",\r\n]/;
