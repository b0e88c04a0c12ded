import type { ColumnReading } from '../../domain/files/file-reading.ts';
import type { HeaderColumn } from '../csv-cells/cell.ts';
import type { Header } from './header.ts';

/** The fields of each column in the order of the file: the field it is, and others that are read from it as well. */
export function fieldsByColumn<Field extends string>(
  { fields, others }: Header<Field>,
  besides: readonly (readonly [string, readonly HeaderColumn[]])[],
): readonly ColumnReading[] {
  const found = new Map<HeaderColumn, Set<string>>(others.map((column) => [column, new Set()]));
  const add = (column: HeaderColumn | null, field: string) => {
    if (column !== null) found.set(column, (found.get(column) ?? new Set()).add(field));
  };
  for (const [field, column] of Object.entries<HeaderColumn | null>(fields)) add(column, field);
  for (const [field, columns] of besides) for (const column of columns) add(column, field);
  return [...found]
    .sort(([a], [b]) => a.index - b.index)
    .map(([{ label }, read]) => ({ column: label, fields: [...read] }));
}
