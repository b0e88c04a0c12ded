import { type CsvRow, csvText, flagIn, type HeaderColumn } from '../csv-cells/cell.ts';
import { isNothing, saysNever } from '../csv-cells/never.ts';

const HAS_LICENSE = /^(?:has|have|assigned)\s+(.+?)\s+(?:licen[sc]e|access|seat)$/i;
const SEEN_IN = /^last (?:seen|active|used|accessed|activity) (?:in|on)\s+(.+)$/i;
const PRODUCT_ACCESS = /^(.+?)\s+(?:licen[sc]e|access|seat)$/i;

/** A column that says whether an account may use one product. */
export interface ProductColumn {
  readonly product: string;
  readonly column: HeaderColumn;
}

/**
 * Columns of products: `Has Exchange License`; a column with a matching one for the last use (`Jira - acme` and `Last seen in Jira -
 * acme`); and those of known exports.
 */
export function productColumns(
  columns: readonly HeaderColumn[],
  known: readonly string[],
): readonly ProductColumn[] {
  const seenIn = new Set(
    columns.flatMap(({ label }) => {
      const product = SEEN_IN.exec(label)?.[1];
      return product === undefined ? [] : [product.toLowerCase()];
    }),
  );
  return columns.flatMap((column): ProductColumn[] => {
    const { label, names } = column;
    const has = HAS_LICENSE.exec(label)?.[1];
    if (has !== undefined) return [{ product: has, column }];
    const name = PRODUCT_ACCESS.exec(label)?.[1] ?? label;
    if (seenIn.has(label.toLowerCase()) || seenIn.has(name.toLowerCase()))
      return [{ product: withoutSite(label), column }];
    return names.some((each) => known.includes(each)) ? [{ product: label, column }] : [];
  });
}

/** The products that a row may use: the cell says yes, or names a role or site there. */
export function productsOf(cells: CsvRow, products: readonly ProductColumn[]): readonly string[] {
  const found = products.filter(({ column }) => {
    const text = csvText(cells, column);
    return text !== '' && flagIn(text) !== false && !isNothing(text) && !saysNever(text);
  });
  return [...new Set(found.map(({ product }) => product))];
}

/** `Jira - acme` → `Jira`: the site is in every heading of a file. */
function withoutSite(label: string): string {
  return label.replace(/\s+[-–]\s+\S+$/, '');
}
