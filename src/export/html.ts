import { readable } from './cell-text.ts';
import type { Cell, Section, Sheet, SheetColumn, SheetOutcome, SheetRow, Sink } from './sheet.ts';
import { turn } from './turn.ts';

/** Small enough to print; no script, no request: the page says the same tomorrow, and offline. */
const STYLE = `
body { font: 12px/1.4 system-ui, sans-serif; color: #1a1a1a; margin: 2em; }
h1 { font-size: 20px; } h2 { font-size: 15px; margin-top: 2em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 1em; } dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border-bottom: 1px solid #ccc; padding: 3px 6px; text-align: left; vertical-align: top; white-space: pre-line; } td.w { overflow-wrap: anywhere; }
dl.r { grid-template-columns: repeat(3, max-content minmax(0, 1fr)); border-bottom: 1px solid #ccc; padding: 6px 0; break-inside: avoid; }
th { background: #f2f2f2; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
@media print { body { margin: 0; font-size: 9px; } @page { size: A4 landscape; margin: 12mm; } }
`;

/** One page that a browser shows and prints: the notes, the table, and the sections after it. Text is data and never markup. */
export async function writeHtml(sheet: Sheet, sink: Sink, signal: AbortSignal): Promise<SheetOutcome> {
  const title = escaped(sheet.title ?? sheet.name);
  await sink(
    Buffer.from(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<dl>
${sheet.notes.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>\n`).join('')}</dl>
`),
  );
  const rows = await writeTable(sheet, sink, signal);
  for (const section of sheet.sections ?? []) {
    await sink(Buffer.from(`<h2>${escaped(section.title)}</h2>\n${paragraph(section)}`));
    await writeTable(section, sink, signal);
  }
  await sink(Buffer.from('</body>\n</html>\n'));
  return { rows, cut: 0 };
}

function paragraph({ text }: Section): string {
  return text === undefined ? '' : `<p>${escaped(text)}</p>\n`;
}

async function writeTable(
  table: Pick<Section, 'columns' | 'pages' | 'empty'>,
  sink: Sink,
  signal: AbortSignal,
): Promise<number> {
  if (table.columns.length > MOST_ABREAST) return writeRecords(table, sink, signal);
  const { columns, pages, empty } = table;
  const head = columns.map(({ label }) => `<th>${escaped(label)}</th>`).join('');
  await sink(Buffer.from(`<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n`));
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    await sink(Buffer.from(page.map((row) => line(row, columns)).join('')));
    await turn(signal);
  }
  const none =
    rows > 0 ? '' : `<tr><td colspan="${columns.length}">${escaped(empty ?? 'Nothing.')}</td></tr>\n`;
  await sink(Buffer.from(`${none}</tbody>\n</table>\n`));
  return rows;
}

/** More columns than this would be cut off at the edge of a page. */
const MOST_ABREAST = 14;

/** One block for each row, with its filled cells and their headings. */
async function writeRecords(
  { columns, pages, empty }: Pick<Section, 'columns' | 'pages' | 'empty'>,
  sink: Sink,
  signal: AbortSignal,
): Promise<number> {
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    await sink(Buffer.from(page.map((row) => record(row, columns)).join('')));
    await turn(signal);
  }
  if (rows === 0) await sink(Buffer.from(`<p>${escaped(empty ?? 'Nothing.')}</p>\n`));
  return rows;
}

function record(row: SheetRow, columns: readonly SheetColumn[]): string {
  const cells = columns.flatMap(({ label, type }, at) => {
    const text = written(row[at] ?? null, type);
    return text === '' ? [] : [`<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`];
  });
  return `<dl class="r">${cells.join('')}</dl>\n`;
}

function line(row: SheetRow, columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ type }, at) => {
    const text = written(row[at] ?? null, type);
    return `<td${classOf(text, type)}>${escaped(text)}</td>`;
  });
  return `<tr>${cells.join('')}</tr>\n`;
}

/** Only a word without a place to break may break anywhere; otherwise headings would break letter by letter. */
const LONG_WORD = /\S{25}/;

function classOf(text: string, type: SheetColumn['type']): string {
  if (type === 'number') return ' class="n"';
  return LONG_WORD.test(text) ? ' class="w"' : '';
}

/** Moments to the second, as the notes say in UTC. */
function written(cell: Cell, type: SheetColumn['type']): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (cell === null) return '';
  return type === 'date' ? String(cell).replace(/^(\d{4}-\d\d-\d\d)T([\d:]{8}).*Z$/, '$1 $2') : String(cell);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Directional marks are shown as what they are: they could make a name read as another one. */
function escaped(text: string): string {
  return readable(text)
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '\ufffd')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
