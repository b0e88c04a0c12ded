import type { RichTextBlock, Table, TargetWidth } from './card.ts';
import { LIMIT } from './limit.ts';
import { line, run } from './text.ts';

export type TableRow = Table['rows'][number];
export interface GridColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

export function grid(
  columns: readonly GridColumn[],
  rows: readonly TableRow[],
  looks: { readonly header: boolean; readonly targetWidth?: TargetWidth },
): Table {
  return {
    type: 'Table',
    columns: columns.map(({ width, align }) => ({
      width,
      ...(align === 'right' ? { horizontalCellContentAlignment: 'right' as const } : {}),
    })),
    rows,
    firstRowAsHeader: looks.header,
    showGridLines: looks.header,
    ...(looks.targetWidth === undefined ? {} : { targetWidth: looks.targetWidth }),
  };
}

export function gridRow(cells: readonly (RichTextBlock | null)[]): TableRow {
  return {
    type: 'TableRow',
    cells: cells.map((cell) => ({ type: 'TableCell', items: [cell ?? EMPTY] })),
  };
}

/** A cell without items is not drawn by every client. */
const EMPTY: RichTextBlock = line([run('–', LIMIT.cell, { isSubtle: true })]) as RichTextBlock;
