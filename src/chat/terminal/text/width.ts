/** How many terminal columns the text takes: two for wide letters and emoji, none for accents. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The graphemes, which a reader sees as one letter each, with their width. */
export function* graphemesOf(text: string): Iterable<{ at: number; size: number; width: number }> {
  for (const { segment, index } of segmenter.segment(text)) {
    yield { at: index, size: segment.length, width: graphemeWidth(segment) };
  }
}

function graphemeWidth(grapheme: string): number {
  if (grapheme.length === 1 && grapheme < '\u0300') return 1;
  if (EMOJI.test(grapheme)) return 2;
  let width = 0;
  for (const char of grapheme) width += codePointWidth(char);
  return width;
}

function codePointWidth(char: string): number {
  if (NO_WIDTH.test(char)) return 0;
  if (EMOJI.test(char)) return 2;
  const code = char.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ASCII = /^[ -~]*$/;
/** Drawn as a picture: by default, because a selector asks for it, or as a flag. */
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2})/u;
/** Accents, and the vowels and finals of a Hangul syllable written letter by letter. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

/** East Asian Wide and Fullwidth, https://www.unicode.org/reports/tr11/, in coarse blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
