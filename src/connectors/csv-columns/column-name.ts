import { foldedWord, type HeaderColumn } from '../csv-cells/cell.ts';

/** `Last-Active ` → `last_active`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** What exports put after a name, once or several times: `Last login (UTC)`, `Status [READ ONLY]`, `suspended?`. */
const SUFFIX =
  /\s*(?:[([](?:utc|gmt|local time|read only|upload only|required|optional|if any|[ymdhs/.: -]{6,}|[jtm/.: -]{6,})[)\]]|[?:*])\s*$/i;
/** Any bracket at the end: `Last active (Desktop)`. */
const BRACKET = /\s*(?:\([^()]*\)|\[[^[\]]*\])\s*$/;
/** Not the current value, but what an upload would change. */
const UPLOAD_ONLY = /[([]\s*upload only\s*[)\]]/i;

/**
 * A name, its spellings from the closest to the most distant, and the zone it names. `lastLogin (UTC)` is a column `lastlogin_(utc)`, and means
 * `last_login`.
 */
export function namesOf(cell: string): Pick<HeaderColumn, 'key' | 'names' | 'zone'> {
  const key = columnKey(cell);
  const zone = /[([]\s*(?:utc|gmt)\s*[)\]]\s*[?:*]?\s*$/i.test(cell) ? 'UTC' : null;
  if (UPLOAD_ONLY.test(cell)) return { key, names: [key], zone };
  const bare = without(cell.trim(), SUFFIX).replace(/\s*#$/, ' number');
  const apart = bare.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2');
  const names = [
    key,
    columnKey(bare),
    columnKey(apart),
    foldedName(bare),
    foldedName(apart),
    foldedName(without(bare, BRACKET)),
    foldedName(bare.slice(bare.lastIndexOf(':') + 1)),
  ];
  return { key, names: [...new Set(names)], zone };
}

/** How many spellings a column may have. */
export const RANKS = [0, 1, 2, 3, 4, 5, 6] as const;

/** `Vorgesetzte(r)` → `vorgesetzte`, `Date d’entrée` → `date_d_entree`, `Personal-Nr.` → `personal_nr`. */
function foldedName(name: string): string {
  return columnKey(
    foldedWord(name)
      .replace(/[([/:*](?:r|in|innen|n|e|a|s)[)\]]?$/, '')
      .replace(/['’]/g, ' ')
      .replace(/[.°]/g, ' ')
      .replace(/[/,]/g, ' '),
  );
}

function without(text: string, ending: RegExp): string {
  const shorter = text.replace(ending, '');
  return shorter === text || shorter === '' ? text : without(shorter, ending);
}
