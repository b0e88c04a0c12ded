/**
 * Text that every format can hold: control characters other than tab and line breaks, broken surrogates and the two code
 * points that are none become `�`. Everything else stays as it is.
 */
export function readable(text: string): string {
  return UNREADABLE.test(text) ? text.replace(UNWRITABLE, '\ufffd') : text;
}

/**
 * Text that no spreadsheet takes for a formula when it opens a CSV: what would start one gets a `'` before it, which
 * spreadsheets show and nobody evaluates. Numbers of ours never come here: `-5` as a number stays one.
 */
export function neutral(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

export function isFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly everything starts with a letter or a digit.
  if ((first >= 97 && first <= 122) || (first >= 48 && first <= 57) || (first >= 65 && first <= 90))
    return false;
  return FORMULA.test(text);
}

/**
 * `= + - @`, also as the full-width and small forms that East Asian settings read the same way, behind whatever a
 * spreadsheet may skip: blanks, marks nobody sees, quotes. A tab or line break at the start counts by itself.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}\ufffd"'`‘’“”´＂＇]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/** Whether it starts or ends with a blank: readers may take those off unless told not to. */
export function hasBlankEnds(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 32 && first < 127 && last > 32 && last < 127 ? false : /^\s|\s$/.test(text);
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is looked for
/** Half of a surrogate pair looks like a whole one here; the next line tells them apart. */
const UNREADABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Surrogate}\ufffe\uffff]/gu;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: above
