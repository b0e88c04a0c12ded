import type { Table } from '../../domain/message.ts';

type Column = Table['columns'][number];

/**
 * A table. A column given as a word is left-aligned; `right` makes one of numbers. `empty` is shown instead of a table
 * without rows.
 */
export function table(columns: readonly (string | Column)[], rows: Table['rows'], empty: string): Table {
  return {
    type: 'table',
    columns: columns.map((column) =>
      typeof column === 'string' ? { label: column, align: 'left' } : column,
    ),
    rows,
    empty,
  };
}

/** A column whose cells are aligned to the right, as numbers are. */
export function right(label: string): Column {
  return { label, align: 'right' };
}

/** A list in one cell: `Design, Leads`; `–` for an empty one. */
export function listText(items: readonly string[]): string {
  return items.join(', ') || '–';
}
