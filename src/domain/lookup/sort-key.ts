/**
 * The key that a text is sorted by. Comparing two keys code by code puts texts in the order people expect: ignoring case and
 * accents, and with `9` before `10` also inside a text.
 */
export function sortKey(text: string): string {
  const plain = PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
  return DIGITS.test(plain) ? plain.replace(/\d+/g, numberKey) : plain;
}

/** The longer number is the larger one, so the length goes first, as a digit, so that numbers stay before letters. */
function numberKey(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, '');
  const nines = Math.floor((number.length - 1) / 9);
  return `${'9'.repeat(nines)}${((number.length - 1) % 9).toString()}${number}`;
}

const PLAIN = /^[\x20-\x7e]*$/;
const DIGITS = /\d/;
