import { widthOf } from './width.ts';

export interface Grid {
  readonly labels: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly aligns: readonly ('left' | 'right')[];
}

export const GAP = '  ';

/**
 * The width of each column so that all fit, with addresses in one piece where there is room for that, otherwise broken behind
 * their `@`; `null` when they cannot fit without breaking words or numbers.
 */
export function fitColumns(grid: Grid, width: number): readonly number[] | null {
  return (
    fitted(grid, width, (text) => text.split(' ')) ?? fitted(grid, width, (text) => text.split(/ |(?<=@)/))
  );
}

function fitted(
  { labels, rows, aligns }: Grid,
  width: number,
  words: (text: string) => readonly string[],
): readonly number[] | null {
  const longestWord = (text: string) => Math.max(0, ...words(text).map(widthOf));
  const measured = rows.filter((row) => !isRemark(row));
  const columns = labels.map((label, at) => {
    // The name of a remark is in the first column, too.
    const cells = (at === 0 ? rows : measured).map((row) => row[at] ?? '');
    const widest = Math.max(0, ...cells.map(widthOf));
    const word = Math.min(LONG_WORD, Math.max(0, ...cells.map(longestWord)));
    const least = Math.max(2, longestWord(label), aligns[at] === 'right' ? widest : word);
    return { least, now: Math.max(2, widthOf(label), widest) };
  });
  let excess = columns.reduce((sum, { now }) => sum + now + GAP.length, -GAP.length) - width;
  while (excess > 0) {
    const widest = columns.filter(({ now, least }) => now > least).toSorted((a, b) => b.now - a.now)[0];
    if (widest === undefined) return null;
    widest.now--;
    excess--;
  }
  return columns.map(({ now }) => now);
}

/** A row that is only a name and a sentence, "Zoom · held: last good 12 Nov": it belongs to no column. */
export function isRemark(row: readonly string[]): boolean {
  return row.length > 3 && row.slice(2).every((cell) => cell === '') && (row[1] ?? '').includes(' ');
}

/** Longer words (addresses, ids) may be broken. */
const LONG_WORD = 28;
