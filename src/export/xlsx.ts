import { columnWidths } from './column-widths.ts';
import type { Note, Sheet, SheetOutcome, SheetRow, Sink } from './sheet.ts';
import { headRow, MAX_ROWS, rowWriter, sheetEnd, sheetStart } from './sheet-xml.ts';
import { turn } from './turn.ts';
import { sheetName, sheetPart, workbookParts } from './workbook-xml.ts';
import { createZip, ZIP_LIMIT, type ZipFile } from './zip.ts';

export interface XlsxLimits {
  /** Rows of a sheet, its header included. */
  readonly rows: number;
  /** Length of a sheet's XML. */
  readonly bytes: number;
}

/** Characters that are encoded and compressed at a time: few enough to be collected as young garbage. */
const PIECE = 1 << 16;
/** How many rows decide how wide a column is. */
const MEASURED = 500;
/** The rest must hold one more page. */
const LIMITS: XlsxLimits = { rows: MAX_ROWS, bytes: ZIP_LIMIT - 2 ** 29 };

/**
 * An Excel workbook (ECMA-376): the table on its own sheet, continued on further sheets at Excel's row limit, and the notes on
 * a last sheet "About". Text is stored as text, days and instants as dates.
 */
export async function writeXlsx(
  sheet: Sheet,
  sink: Sink,
  signal: AbortSignal,
  limits: XlsxLimits = LIMITS,
): Promise<SheetOutcome> {
  const zip = createZip(sink);
  const names: string[] = [];
  const writer = rowWriter(sheet.columns);
  const source = await reading(sheet, signal);
  const widths = columnWidths(sheet.columns, source.first.slice(0, MEASURED));
  let total = 0;
  try {
    do {
      names.push(sheetName(sheet.name, [...names, 'About']));
      await zip.entry(sheetPart(names.length), async (write) => {
        await write(sheetStart(widths) + headRow(sheet.columns));
        let number = 1;
        for (let bytes = 0; number < limits.rows && bytes < limits.bytes; ) {
          const rows = await source.take(limits.rows - number);
          if (rows.length === 0) break;
          let text = '';
          for (const row of rows) {
            text += writer.row(row, ++number);
            if (text.length < PIECE) continue;
            bytes += await write(text);
            text = '';
          }
          bytes += await write(text);
        }
        await write(sheetEnd(sheet.columns, number));
        total += number - 1;
      });
    } while (!source.ended());
  } finally {
    await source.close();
  }
  await writeAbout(zip, names, aboutNotes(sheet, total, writer.cut));
  await zip.end();
  return { rows: total, cut: writer.cut };
}

interface Source {
  /** The first page. */
  readonly first: readonly SheetRow[];
  /** The next rows, at most `most`; empty at the end. */
  take(most: number): Promise<readonly SheetRow[]>;
  ended(): boolean;
  close(): Promise<void>;
}

/** Reads one page ahead, so that a sheet is started only when there are rows for it. */
async function reading(sheet: Sheet, signal: AbortSignal): Promise<Source> {
  const pages = pagesOf(sheet, signal);
  let next = await pages.next();
  return {
    first: next.done === true ? [] : next.value,
    async take(most) {
      if (next.done === true) return [];
      const { value } = next;
      next = value.length > most ? { done: false, value: value.slice(most) } : await pages.next();
      return value.length > most ? value.slice(0, most) : value;
    },
    ended: () => next.done === true,
    async close() {
      await pages.return(undefined);
    },
  };
}

async function* pagesOf(sheet: Sheet, signal: AbortSignal): AsyncGenerator<readonly SheetRow[], undefined> {
  for await (const page of sheet.pages) {
    if (page.length > 0) yield page;
    await turn(signal);
  }
}

function aboutNotes({ notes }: Sheet, rows: number, cut: number): readonly Note[] {
  return [
    ...notes,
    { label: 'Rows', value: String(rows) },
    ...(cut === 0
      ? []
      : [
          {
            label: 'Shortened',
            value: `${cut} cells were longer than the 32,767 characters of an Excel cell; a CSV keeps the full text.`,
          },
        ]),
  ];
}

async function writeAbout(zip: ZipFile, names: string[], notes: readonly Note[]): Promise<void> {
  names.push('About');
  const columns = [
    { label: 'About this file', type: 'text' },
    { label: '', type: 'text' },
  ] as const;
  const { row } = rowWriter(columns);
  const widths = columnWidths(
    columns,
    notes.map(({ label, value }) => [label, value]),
  );
  await zip.entry(sheetPart(names.length), async (write) => {
    const rows = notes.map(({ label, value }, at) => row([label, value], at + 2)).join('');
    await write(`${sheetStart(widths)}${headRow(columns)}${rows}</sheetData></worksheet>`);
  });
  for (const [name, text] of workbookParts(names))
    await zip.entry(name, async (write) => void (await write(text)));
}
