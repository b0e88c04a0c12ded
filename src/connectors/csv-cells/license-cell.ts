import { licenseName } from '../../domain/licenses/subscription.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { csvText, splitList } from './cell.ts';
import { isMicrosoftProduct } from './microsoft-skus.ts';
import { isNothing } from './never.ts';

const UNLICENSED =
  /^(?:unlicensed|not licensed|no licen[sc]es?|nicht lizenziert|keine lizenz(?:en)?|ohne lizenz|sans licence|aucune licence|sin licencia|senza licenza)$/i;

/** How many different cell texts are cached: a file has few of them. */
const REMEMBERED = 1000;

/** How a file writes several licenses in one cell. */
export interface LicenseLists {
  /** Cells of the column: text that fills a whole cell is one license. */
  readonly samples: readonly string[];
  /** The separator of an export that is known. */
  readonly lists: RegExp | undefined;
}

/** If Microsoft joins the addresses of a cell by `+`, it joins the licenses in that file the same way, whatever the language of its headings. */
export function listsByPlus(addresses: readonly string[]): RegExp | undefined {
  return addresses.some((text) => /\+smtp:/i.test(text)) ? /\+/ : undefined;
}

const NO_LISTS: LicenseLists = { samples: [], lists: undefined };
const SEPARATOR = /[+,\r\n]+/;

/** Reads cells of licenses; equal cells give the same list object. */
export function licenseReader(
  isKnown: (name: string) => boolean,
  { samples, lists }: LicenseLists = NO_LISTS,
): (cells: CsvRow, column: HeaderColumn | null) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const alone = new Set(samples.filter((text) => !SEPARATOR.test(text)));
  const isName = (name: string) => isKnown(name) || isMicrosoftProduct(name) || alone.has(name);
  return (cells, column) => {
    const text = csvText(cells, column);
    let licenses = known.get(text);
    if (licenses === undefined) {
      if (known.size === REMEMBERED) known.clear();
      licenses = licensesIn(text, isKnown, isName, lists);
      known.set(text, licenses);
    }
    return licenses;
  };
}

/**
 * The licenses in a cell. The name of a subscription is taken whole. Otherwise the cell is split at `;` and `|`, and a part that is still
 * unknown at `+`, a comma or a line break, if all its pieces are known names or fill other cells alone. A word for "none" means no license.
 */
function licensesIn(
  text: string,
  isKnown: (name: string) => boolean,
  isName: (name: string) => boolean,
  lists: RegExp | undefined,
): readonly string[] {
  if (text === '') return [];
  if (/^[\p{L}\p{N} ._()-]*[\p{L}\p{N})]$/u.test(text) && !saysNone(text)) return [text];
  if (isKnown(text)) return [text];
  return splitList(text).flatMap((item) => {
    if (isKnown(item)) return [item];
    if (saysNone(item)) return [];
    const parts = partsOf(item, lists ?? SEPARATOR);
    if (lists !== undefined) return parts.filter((part) => !saysNone(part));
    const named = parts.filter(isName).length;
    return parts.length > 1 && named === parts.length ? parts : [item];
  });
}

function partsOf(item: string, separator: RegExp): string[] {
  return item
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The names of an app's subscriptions. */
export function knownLicenses(
  subscriptions: readonly { readonly id: string; readonly sku: string; readonly product: string | null }[],
): (name: string) => boolean {
  const names = new Set(
    subscriptions.flatMap(({ id, sku, product }) => [id, sku, product ?? sku].map(licenseName)),
  );
  return (name) => names.has(licenseName(name));
}

function saysNone(text: string): boolean {
  return UNLICENSED.test(text) || isNothing(text);
}
