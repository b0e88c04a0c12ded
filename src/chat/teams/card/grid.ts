import type { Table } from '../../../domain/message.ts';
import type { Table as CardTable, RichTextBlock, TargetWidth } from './card.ts';
import { COUNT } from './limit.ts';

export type TableRow = CardTable['rows'][number];
export interface GridColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** The first row is the header. */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly TableRow[],
  looks: { readonly targetWidth?: TargetWidth } = {},
): CardTable {
  return {
    type: 'Table',
    columns: columns.map(({ width, align }) => ({
      width,
      ...(align === 'right' ? { horizontalCellContentAlignment: 'right' as const } : {}),
    })),
    rows,
    firstRowAsHeader: true,
    ...looks,
  };
}

export function gridRow(cells: readonly (RichTextBlock | null)[]): TableRow {
  return {
    type: 'TableRow',
    cells: cells.map((cell) => ({ type: 'TableCell', items: [cell ?? EMPTY] })),
  };
}

/** The text of an empty cell. */
export const NOTHING = '–';

/** A cell without items is not drawn by every client. */
const EMPTY: RichTextBlock = {
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: NOTHING, isSubtle: true }],
};

/** How the columns of a table share the width of a card, and on which widths there is room for all of them. */
export interface Layout {
  readonly columns: readonly GridColumn[];
  /** Where columns are drawn, and where rows are; `null` where words would be broken on every width. */
  readonly widths: { readonly table: TargetWidth; readonly blocks: TargetWidth } | null;
}

/** Characters that fit on a line of a card of at least this width, in Teams' own font. */
const ROOM = { standard: 60, wide: 106 } as const;
/** What a cell takes in addition to its text. */
const PADDING = 3;
/** Longer words are broken: few are, and they would take the room of all others. */
const LONG_WORD = 34;
/** A number with its unit, `1,234.50 EUR`, is not wrapped. */
const LONG_NUMBER = 14;
/** Longer cells are wrapped. */
const LONG_CELL = 30;
/** Labels and the first column are bold. */
const BOLD = 1.15;

export function layOutColumns(
  { columns }: Table,
  labels: readonly string[],
  rows: readonly (readonly string[])[],
): Layout {
  const measured = labels.map((label, at) => {
    const cells = rows.slice(0, COUNT.rows).map((row) => row[at] ?? '');
    const isNumber = columns[at]?.align === 'right';
    const words = cells
      .flatMap((cell) => (isNumber && cell.length <= LONG_NUMBER ? [cell] : cell.split(/ |(?<=-)/)))
      .map(({ length }) => (at === 0 ? Math.ceil(length * BOLD) : length));
    const bold = label.split(' ').map(({ length }) => Math.ceil(length * BOLD));
    const least = Math.min(LONG_WORD, Math.max(2, ...bold, ...words));
    const wanted = Math.max(least, Math.min(LONG_CELL, Math.max(0, ...cells.map(({ length }) => length))));
    return { least, wanted, align: columns[at]?.align ?? 'left' };
  });
  const sum = (of: (column: (typeof measured)[number]) => number) =>
    measured.reduce((total, column) => total + of(column) + PADDING, 0);
  const [least, wanted] = [sum((column) => column.least), sum((column) => column.wanted)];
  const room = least <= ROOM.standard ? ROOM.standard : ROOM.wide;
  // No column is narrower than its longest word; what is left is shared by those that want more.
  const share = wanted <= room || wanted === least ? 1 : Math.max(0, room - least) / (wanted - least);
  return {
    columns: measured.map((column) => ({
      width: Math.round(column.least + (column.wanted - column.least) * share) + PADDING,
      align: column.align,
    })),
    widths:
      least <= ROOM.standard
        ? { table: 'atLeast:standard', blocks: 'atMost:narrow' }
        : least <= ROOM.wide
          ? { table: 'wide', blocks: 'atMost:standard' }
          : null,
  };
}
