import type { HeaderColumn } from '../csv-cells/cell.ts';
import type { DateOrder } from '../csv-cells/date-parts.ts';

/** An export whose real header was seen, recognised by a combination of headings that no other file has. */
export interface Preset<Field extends string> {
  /** As an admin calls it: `GitHub consumed licenses`. */
  readonly name: string;
  /** Names as `HeaderColumn.names` has them. */
  readonly signature: readonly string[];
  /** What its columns mean if the general names would choose others. */
  readonly columns?: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** It lists only accounts that may use the app, so every account in it is active. */
  readonly listsOnlyActive?: true;
  /** How its lists are separated. */
  readonly lists?: RegExp;
  /** How it writes days, whatever the rest of the file looks like. */
  readonly dates?: DateOrder;
  /** It has rows that are about nobody, which are left out and counted. */
  readonly rowsOfNobody?: true;
  /** Columns that are products: something in the cell means that the account may use it. */
  readonly products?: readonly string[];
}

export function presetOf<Field extends string>(
  presets: readonly Preset<Field>[],
  columns: readonly HeaderColumn[],
): Preset<Field> | null {
  const has = (name: string) => columns.some(({ names }) => names.includes(name));
  return presets.find(({ signature }) => signature.every(has)) ?? null;
}
