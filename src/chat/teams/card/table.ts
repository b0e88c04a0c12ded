import type { Table } from '../../../domain/message.ts';
import { columnsLeftOutText } from '../../say/chats/teams.ts';
import type { Container, Element } from './card.ts';
import { grid, gridRow, type Layout, layOutColumns, NOTHING } from './grid.ts';
import { COUNT, LIMIT, sizeOf } from './limit.ts';
import { type Piece, whole } from './piece.ts';
import { line, literal, textRun } from './text.ts';

/**
 * A table with up to three columns is easy to read on a phone. With more columns it is drawn twice, and each client shows the one
 * for its width: columns where there is room without breaking words, otherwise each row as a name with `label: value` pairs below. A client that does
 * not adapt (`adapts` false) gets the names, which can be read at every width.
 */
export function tablePieces(table: Table, adapts: boolean): Piece[] {
  const labels = table.columns
    .slice(0, COUNT.columns)
    .map(({ label }) => literal(label, LIMIT.column).trim());
  const empty = line([textRun(table.empty, LIMIT.note)]);
  if (table.rows.length === 0 || labels.length === 0) return empty === null ? [] : [whole([empty])];
  const rows = table.rows.map((row) => labels.map((_, at) => literal(row[at] ?? '', LIMIT.cell).trim()));
  const layout = layOutColumns(table, labels, rows);
  const more = table.columns.length - labels.length;
  return [rowsPiece(table, labels, layout, rows, adapts), ...(more > 0 ? [whole(columnsLeftOut(more))] : [])];
}

function rowsPiece(
  { narrow }: Table,
  labels: readonly string[],
  { columns, widths }: Layout,
  cells: readonly (readonly string[])[],
  adapts: boolean,
): Piece {
  const few = labels.length <= 3;
  const header = gridRow(labels.map((label) => line([textRun(label, LIMIT.column, { weight: 'bolder' })])));
  const rows =
    few || (adapts && widths !== null)
      ? cells.map((row) =>
          gridRow(
            row.map((cell, at) => line([textRun(cell, LIMIT.cell, at === 0 ? { weight: 'bolder' } : {})])),
          ),
        )
      : [];
  const blocks = few
    ? []
    : cells.map((row, at) => {
        const short = narrow?.[at];
        return short === undefined ? block(labels, row) : lines(short.head, short.text);
      });
  const show = (from: number, to: number): Element[] => {
    const table = [header, ...rows.slice(from, to)];
    if (few) return [grid(columns, table)];
    const names: Container = { type: 'Container', items: blocks.slice(from, to) };
    if (!adapts || widths === null) return [names];
    return [grid(columns, table, { targetWidth: widths.table }), { ...names, targetWidth: widths.blocks }];
  };
  return {
    length: cells.length,
    bytes: (at) => sizeOf(rows[at] ?? null) + sizeOf(blocks[at] ?? null) + 2,
    around: sizeOf(show(0, 0)),
    perPage: COUNT.rows,
    unit: 'row',
    show,
  };
}

/** The first cell as a heading, then the others as `label: value` pairs. */
function block(labels: readonly string[], row: readonly string[]): Container {
  const [head = ''] = row;
  const pairs = row.flatMap((cell, at) =>
    at === 0 || cell === '' || cell === NOTHING ? [] : [`${labels[at]}: ${cell}`],
  );
  return lines(head, pairs.join(' · '));
}

function lines(head: string, text: string): Container {
  const items = [
    line([textRun(head === '' ? NOTHING : head, LIMIT.cell, { weight: 'bolder' })]),
    line([textRun(text, LIMIT.line)], { spacing: 'none' }),
  ];
  return { type: 'Container', spacing: 'small', items: items.filter((made) => made !== null) };
}

function columnsLeftOut(more: number): Element[] {
  const block = line([textRun(columnsLeftOutText(more), LIMIT.note, { isSubtle: true, size: 'small' })]);
  return block === null ? [] : [block];
}
