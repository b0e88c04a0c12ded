import type { Table } from '../message.ts';
import type { Container, Element } from './card.ts';
import { type GridColumn, grid, gridRow } from './grid.ts';
import { COUNT, LIMIT, sizeOf } from './limit.ts';
import { type Piece, whole } from './piece.ts';
import { line, literal, run } from './text.ts';

/**
 * A table reads well on a phone with up to three columns. With more it is drawn twice, and each client shows the one for
 * its width: columns where there is room, else each row as a name with `label value` pairs below.
 */
export function tablePieces(table: Table): Piece[] {
  const labels = table.columns
    .slice(0, COUNT.columns)
    .map(({ label }) => literal(label, LIMIT.column).trim());
  const empty = line([run(table.empty, LIMIT.note)]);
  if (table.rows.length === 0 || labels.length === 0) return empty === null ? [] : [whole([empty])];
  const rows = table.rows.map((row) => labels.map((_, at) => literal(row[at] ?? '', LIMIT.cell).trim()));
  const columns = labels.map((_, at) => column(table, rows, at));
  const more = table.columns.length - labels.length;
  return [rowsPiece(labels, columns, rows), ...(more > 0 ? [whole(columnsLeftOut(more))] : [])];
}

function rowsPiece(
  labels: readonly string[],
  columns: readonly GridColumn[],
  cells: readonly (readonly string[])[],
): Piece {
  const header = gridRow(labels.map((label) => line([run(label, LIMIT.column, { weight: 'bolder' })])));
  const widths = widthsFor(labels.length);
  const rows = cells.map((row) =>
    gridRow(row.map((cell, at) => line([run(cell, LIMIT.cell, at === 0 ? { weight: 'bolder' } : {})]))),
  );
  const blocks = widths === null ? [] : cells.map((row) => block(labels, row));
  const show = (from: number, to: number): Element[] => {
    const table = [header, ...rows.slice(from, to)];
    if (widths === null) return [grid(columns, table, { header: true })];
    return [
      grid(columns, table, { header: true, targetWidth: widths.table }),
      {
        type: 'Container',
        targetWidth: widths.blocks,
        items: blocks.slice(from, to),
      } satisfies Container,
    ];
  };
  return {
    length: rows.length,
    bytes: (at) => sizeOf(rows[at]) + (widths === null ? 0 : sizeOf(blocks[at])) + 2,
    around: sizeOf(show(0, 0)),
    perPage: COUNT.rows,
    unit: 'row',
    show,
  };
}

function widthsFor(columns: number) {
  if (columns <= 3) return null;
  return columns <= 5
    ? ({ table: 'atLeast:standard', blocks: 'atMost:narrow' } as const)
    : ({ table: 'wide', blocks: 'atMost:standard' } as const);
}

/** The first cell as a head, then what is in the others. */
function block(labels: readonly string[], row: readonly string[]): Container {
  const [head = ''] = row;
  const pairs = row.flatMap((cell, at) => (at === 0 || cell === '' ? [] : [`${labels[at]} ${cell}`]));
  const lines = [
    line([run(head === '' ? '–' : head, LIMIT.cell, { weight: 'bolder' })]),
    line([run(pairs.join(' · '), LIMIT.line)], { spacing: 'none' }),
  ];
  return { type: 'Container', spacing: 'small', items: lines.filter((made) => made !== null) };
}

/** As wide as its longest text, within reason: numbers need little, names much. */
function column(table: Table, rows: readonly (readonly string[])[], at: number): GridColumn {
  const longest = Math.max(
    table.columns[at]?.label.length ?? 0,
    ...rows.slice(0, COUNT.rows).map((row) => row[at]?.length ?? 0),
  );
  return { width: Math.min(Math.max(longest, 4), 30), align: table.columns[at]?.align ?? 'left' };
}

function columnsLeftOut(more: number): Element[] {
  const text = `${more === 1 ? 'One more column does' : `${more} more columns do`} not fit here: export the table to see all.`;
  const said = line([run(text, LIMIT.note, { isSubtle: true, size: 'small' })]);
  return said === null ? [] : [said];
}
