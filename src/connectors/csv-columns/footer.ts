import type { CsvRow } from '../csv-cells/cell.ts';
import { isBlank, lineOf, type RowBatch } from '../csv-text/rows.ts';

/** Reports end in a few such lines. If there are more, something else is wrong. */
const MOST_LINES = 8;
const WORDS =
  /^(?:grand totals?|sub-?totals?|totals?|sum(?:me|a)?|gesamt(?:summe)?|insgesamt|totale|totaal|totaux|razem|confidential|vertraulich|confidentiel|confidenziale|confidencial|vertrouwelijk|poufne|copyright|©|\(c\)|counts?|number of|anzahl|nombre de|generated|erstellt (?:am|von)|généré|exported|report|end of|page \d|seite \d|applied filters?|\d+ (?:rows?|records?|results?|zeilen|users))(?:[\s:;,.(=-]|$)/i;

/** The rows of a file with the lines below its table left out. */
export interface BodyRows {
  readonly batches: AsyncGenerator<RowBatch>;
  /** How many lines were left out; known once the batches have ended. */
  readonly left: () => number;
}

/** As many rows as a footer may have, plus as many empty ones. */
const HELD = 2 * MOST_LINES;

/** The last rows of a batch wait for the next batch, because only the end of the file shows that they are the last. */
export function withoutFooter(batches: AsyncGenerator<RowBatch>): BodyRows {
  let left = 0;
  async function* body(): AsyncGenerator<RowBatch> {
    let held: RowBatch | null = null;
    for await (const batch of batches) {
      const all: RowBatch =
        held === null ? batch : { ...batch, rows: held.rows.concat(batch.rows), firstLine: held.firstLine };
      // The first batch stays whole: its rows show what the columns hold.
      const cut = held === null ? 0 : Math.max(0, all.rows.length - HELD);
      held = lastRows(all, cut);
      if (cut > 0) yield { ...all, rows: all.rows.slice(0, cut), nextLine: held.firstLine, cut: false };
    }
    if (held === null) return;
    const footer = footerLength(held.rows);
    left = footer.lines;
    yield {
      ...held,
      rows: held.rows.slice(0, held.rows.length - footer.rows),
      cut: held.cut === true && footer.rows === 0,
    };
  }
  return { batches: body(), left: () => left };
}

/** Their first line is counted from the end, which takes only a few rows. */
function lastRows(batch: RowBatch, from: number): RowBatch {
  if (from === 0) return batch;
  const rows = batch.rows.slice(from);
  const lines = lineOf({ ...batch, rows, firstLine: 0 }, rows.length);
  return { ...batch, rows, firstLine: batch.nextLine - lines };
}

/** How many of the last rows are a footer, empty ones included, and how many have something in them. */
function footerLength(rows: readonly CsvRow[]): { readonly rows: number; readonly lines: number } {
  let lines = 0;
  let taken = 0;
  // A title above the table is narrower than its rows.
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  for (let at = rows.length - 1; at > 0; at--) {
    const cells = rows[at] ?? [];
    if (!isBlank(cells)) {
      if (!isFooter(cells, width)) break;
      lines++;
    }
    taken = rows.length - at;
  }
  return lines === 0 || lines > MOST_LINES ? { rows: 0, lines: 0 } : { rows: taken, lines };
}

/** A word for a total or a notice with hardly anything else in the row, or a sentence where a row should be. */
function isFooter(cells: CsvRow, width: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const text = filled[0]?.trim() ?? '';
  if (filled.some((cell) => cell.includes('@'))) return false;
  if (WORDS.test(text)) return filled.length * 2 <= width || cells.length !== width;
  return cells.length === 1 && width > 2 && /\S+\s+\S+\s+\S+/.test(text);
}
