import type { RichTextBlock, Table, TargetWidth } from './card.ts';

export type TableRow = Table['rows'][number];
export interface GridColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** The first row is the header. */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly TableRow[],
  looks: { readonly targetWidth?: TargetWidth } = {},
): Table {
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
