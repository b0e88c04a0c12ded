import { hasBlankEnds, isFormula, readable } from './cell-text.ts';
import { dateSerials } from './date-serial.ts';
import type { SheetColumn, SheetRow } from './sheet.ts';

/** The cell styles of `STYLES` in workbook-xml.ts. */
const STYLE = { plain: 0, head: 1, day: 2, instant: 3, formula: 4 } as const;

/** Excel's limits. */
export const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;

/** `widths` in characters, one per column: see `columnWidths`. */
export function sheetStart(widths: readonly number[]): string {
  const cols = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `${cols === '' ? '' : `<cols>${cols}</cols>`}<sheetData>`
  );
}

/** `rows` counts the header. */
export function sheetEnd(columns: readonly SheetColumn[], rows: number): string {
  const filter =
    columns.length === 0 ? '' : `<autoFilter ref="A1:${columnName(columns.length - 1)}${rows}"/>`;
  return `</sheetData>${filter}</worksheet>`;
}

export function headRow(columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ label }, at) => textCell(`<c r="${columnName(at)}1`, label, STYLE.head));
  return `<row r="1">${cells.join('')}</row>`;
}

/** Writes rows, and counts the cells it had to shorten. */
export function rowWriter(columns: readonly SheetColumn[]): {
  row(row: SheetRow, number: number): string;
  cut: number;
} {
  const starts = columns.map((_, at) => `<c r="${columnName(at)}`);
  const serials = columns.map(({ type }) => (type === 'date' ? dateSerials() : null));
  const writer = {
    cut: 0,
    row(row: SheetRow, number: number): string {
      // There may be a million rows of twenty cells, so the text that a row's cells share is built once.
      const plain = `${number}" t="inlineStr"><is><t>`;
      let text = `<row r="${number}">`;
      for (let at = 0; at < row.length; at++) {
        const cell = row[at] ?? null;
        if (cell === null || cell === '') continue;
        const start = starts[at] ?? '';
        const serialOf = serials[at] ?? null;
        if (typeof cell !== 'string') text += valueCell(start + number, cell);
        else if (serialOf !== null) text += dateCell(start + number, cell, serialOf(cell));
        else if (isFormula(cell)) text += textCell(start + number, cell, STYLE.formula);
        else if (isPlain(cell)) text += start + plain + cell + PLAIN_END;
        else text += textCell(start + number, cell, STYLE.plain);
        if (typeof cell === 'string' && cell.length > MAX_TEXT) writer.cut++;
      }
      return `${text}</row>`;
    },
  };
  return writer;
}

const PLAIN_END = '</t></is></c>';

function valueCell(start: string, cell: number | boolean): string {
  if (typeof cell === 'boolean') return `${start}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return Number.isFinite(cell) ? `${start}"><v>${cell}</v></c>` : '';
}

function dateCell(start: string, cell: string, serial: string | null): string {
  if (serial === null) return textCell(start, cell, isFormula(cell) ? STYLE.formula : STYLE.plain);
  return `${start}" s="${cell.length === 10 ? STYLE.day : STYLE.instant}"><v>${serial}</v></c>`;
}

/** Strings are inline: a table of shared strings made files neither smaller nor faster and would have to stay in memory. */
function textCell(start: string, text: string, style: number): string {
  return `${start}"${style === STYLE.plain ? '' : ` s="${style}"`} t="inlineStr"><is>${textXml(text)}</is></c>`;
}

function textXml(text: string): string {
  if (isPlain(text)) return `<t>${text}</t>`;
  const written = readable(shortened(text))
    // Excel would read `_x0041_` as an `A`, because it writes characters that way itself.
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>\r]/g, (mark) => ENTITIES[mark] ?? mark);
  return `<t xml:space="preserve">${written}</t>`;
}

/** Text that needs no escaping. */
function isPlain(text: string): boolean {
  return text.length <= MAX_TEXT && !SPECIAL.test(text) && !hasBlankEnds(text);
}

/** The sheet "About" and the answer show how many cells were shortened. */
function shortened(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what the pattern looks for
const SPECIAL = /[&<>_\0-\x1f\ud800-\udfff\ufffe\uffff]/;
/** A carriage return is written as its number, because XML would turn it into a line feed. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

/** `A` … `Z`, `AA` … */
function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

export function escapeXml(text: string): string {
  return readable(text).replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? '&quot;');
}
