import type { Table } from '../../../domain/message.ts';
import { columnsLeftOutText } from '../../say/chats/slack-layout.ts';
import type { Block, TableBlock } from './blocks.ts';
import { paragraphs } from './facts.ts';
import { CELL_LIMITS, LIMIT } from './limit.ts';
import { paragraph, rich } from './rich-text.ts';
import { context, NOTHING, textLength, tidy } from './text.ts';

/** A part of a table that fits into one payload. */
export interface TableChunk {
  readonly blocks: readonly Block[];
  readonly rows: number;
}

/**
 * Slack's own table where the surface allows it (`native`), in chunks of at most 99 rows; otherwise lines of text. Cells are
 * shortened before rows move to the next chunk. Columns beyond Slack's 20 are left out, and a note says so.
 */
export function renderTable(table: Table, native: boolean): TableChunk[] {
  if (table.rows.length === 0)
    return [{ blocks: [paragraph(rich(tidy(table.empty, LIMIT.note) || NOTHING))], rows: 0 }];
  const chunks = native ? nativeChunks(table) : textChunks(table);
  const hidden = native ? Math.max(0, table.columns.length - LIMIT.tableColumns) : 0;
  if (hidden === 0) return chunks;
  const note = context(columnsLeftOutText(hidden, LIMIT.tableColumns));
  return chunks.map((chunk, at) => (at === 0 ? { ...chunk, blocks: [...chunk.blocks, note] } : chunk));
}

function nativeChunks(table: Table): TableChunk[] {
  const columns = table.columns.slice(0, LIMIT.tableColumns);
  const header = columns.map(({ label }) => cell(tidy(label, LIMIT.column), LIMIT.column));
  const headerText = textLength(header);
  const texts = table.rows.map((row) => columns.map((_, at) => tidy(row[at] ?? '', CELL_LIMITS[0])));
  const cut = (limit: number) => texts.map((row) => row.map((text) => cell(text, limit)));
  const fits = (rows: TableBlock['rows']) =>
    rows.length < LIMIT.tableRows && headerText + textLength(rows) <= LIMIT.tableText;
  // One table with short cells is easier to read than several with long ones.
  let rows = cut(CELL_LIMITS[0]);
  for (const limit of CELL_LIMITS.slice(1)) if (!fits(rows)) rows = cut(limit);
  const settings = columns.map(({ align }) => ({ align, is_wrapped: align === 'left' }));
  return split(rows, headerText, LIMIT.tableRows - 1).map((part) => ({
    blocks: [{ type: 'table', rows: [header, ...part], column_settings: settings }],
    rows: part.length,
  }));
}

function split<Row>(rows: readonly Row[], start: number, most: number): Row[][] {
  const parts: Row[][] = [];
  let part: Row[] = [];
  let length = start;
  for (const row of rows) {
    const more = textLength(row);
    if (part.length > 0 && (part.length >= most || length + more > LIMIT.tableText)) {
      parts.push(part);
      part = [];
      length = start;
    }
    part.push(row);
    length += more;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

function cell(text: string, limit: number): { type: 'raw_text'; text: string } {
  return { type: 'raw_text', text: (text.length > limit / 5 ? tidy(text, limit) : text) || ' ' };
}

/** The first cell in bold, then `label: value`, which is readable on a phone. */
function textChunks({ columns, rows, narrow }: Table): TableChunk[] {
  const labels = columns.map(({ label }) => tidy(label, LIMIT.column));
  const lines = rows.map((row, at) => {
    const short = narrow?.[at];
    if (short !== undefined) {
      const head = rich(tidy(short.head, LIMIT.name) || NOTHING, { bold: true });
      return [...head, ...rich(short.text === '' ? '' : `  ${tidy(short.text, LIMIT.line)}`)];
    }
    const pairs = row.slice(1).flatMap((value, at) => {
      const text = tidy(value, LIMIT.label);
      const label = labels[at + 1] ?? '';
      return text === '' || text === NOTHING ? [] : [label === '' ? text : `${label}: ${text}`];
    });
    const head = rich(tidy(row[0] ?? '', LIMIT.name) || NOTHING, { bold: true });
    return [...head, ...rich(pairs.length === 0 ? '' : `  ${tidy(pairs.join(' · '), LIMIT.line)}`)];
  });
  return paragraphs(lines).map(({ block, lines: count }) => ({ blocks: [block], rows: count }));
}
