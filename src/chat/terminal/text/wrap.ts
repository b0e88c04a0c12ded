import type { Line, StyledRun } from './line.ts';
import { graphemesOf } from './width.ts';

/**
 * Breaks runs of text into lines of at most `width` columns, between words where it can, otherwise behind the `@` of an address
 * or another mark that separates its parts. Never empty.
 */
export function wrap(runs: Line, width: number): Line[] {
  const text = runs.map((part) => part.text).join('');
  return breaks(text, width).map(([start, end]) => slice(runs, start, end));
}

type Range = readonly [start: number, end: number];

function breaks(text: string, width: number): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  let used = 0;
  /** Where the last word on this line ended, and the next one begins. */
  let gap: Range | null = null;
  /** Behind the last mark on this line at which a word may be broken. */
  let mark: number | null = null;
  for (const { at, size, width: columns } of graphemesOf(text)) {
    if (text[at] === ' ' && size === 1) {
      gap = gap !== null && gap[1] === at ? [gap[0], at + 1] : [at, at + 1];
    } else if (used + columns > width && at > start) {
      const within = mark !== null && mark > start && mark <= at ? mark : at;
      const [end, next] = gap !== null && gap[0] > start ? gap : [within, within];
      ranges.push([start, end]);
      start = next;
      used = columnsBetween(text, start, at);
      gap = null;
      mark = mark !== null && mark > start ? mark : null;
    }
    const strength = MARKS.indexOf(text[at] ?? ' ');
    if (strength === 0 || (strength > 0 && (mark === null || text[mark - 1] !== '@'))) mark = at + size;
    used += columns;
  }
  ranges.push([start, Math.max(start, text.trimEnd().length)]);
  return ranges;
}

/** Marks behind which a long word is broken; an `@` is better than any other on its line. */
const MARKS = '@.-_/#+';

function columnsBetween(text: string, start: number, end: number): number {
  let columns = 0;
  for (const grapheme of graphemesOf(text.slice(start, end))) columns += grapheme.width;
  return columns;
}

function slice(runs: Line, start: number, end: number): Line {
  const parts: StyledRun[] = [];
  let at = 0;
  for (const part of runs) {
    const text = part.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') parts.push({ text, styles: part.styles });
    at += part.text.length;
  }
  return parts;
}
