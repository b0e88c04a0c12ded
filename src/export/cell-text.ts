/**
 * Text that every format can hold: control characters other than tab and line breaks, broken surrogates and the code points
 * U+FFFE and U+FFFF become `�`. Everything else stays as it is.
 */
export function readable(text: string): string {
  return UNREADABLE.test(text) ? text.replace(UNWRITABLE, '\ufffd') : text;
}

/**
 * Text that no spreadsheet evaluates as a formula when it opens a CSV: text that would start one gets a `'` before it, which
 * spreadsheets only show. Our own numbers are not text and never come here, so `-5` stays a number.
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
 * `= + - @`, also in the full-width and small forms that East Asian settings read the same way, after characters that a
 * spreadsheet may skip: blanks, invisible marks, quotes. A tab or line break at the start is enough.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}\ufffd"'`‘’“”´＂＇]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/** Whether the text starts or ends with a blank, which readers may strip unless it is marked. */
export function hasBlankEnds(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 32 && first < 127 && last > 32 && last < 127 ? false : /^\s|\s$/.test(text);
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: these characters are what the pattern looks for
/** Matches both half a surrogate pair and a whole one; `UNWRITABLE` distinguishes them. */
const UNREADABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Surrogate}\ufffe\uffff]/gu;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: above
