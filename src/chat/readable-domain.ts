import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * Domains written as `xn--…` in a text, in the letters that people know: `ana@xn--bcher-kva.example` → `ana@bücher.example`. Only
 * if all letters of a domain are of one script, and Latin letters are from everyday alphabets, so that no domain can pass for another.
 * Domains in web addresses stay as they are.
 */
export function readableDomains(text: string): string {
  return text.includes('xn--') ? text.replace(ENCODED, readable) : text;
}

const ENCODED =
  /(?<=^|[\s@"“”'‘’(,;=<>])(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*(?!\.?[\p{L}\p{N}_/:@-])/gu;

function readable(domain: string): string {
  const shown = domainToUnicode(domain);
  const letters = shown.replace(/[\d.-]/g, '');
  return ALPHABETS.some((alphabet) => alphabet.test(letters)) && domainToASCII(shown) === domain
    ? shown
    : domain;
}

/** Latin without the letters that look like a plain one: the dotless i, the long s, the ŀ, ŉ and ĸ. */
const ALPHABETS = [
  /^[a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžơưșțạ-ỹ]+$/u,
  /^[\p{Script=Greek}\p{M}]+$/u,
  /^[\p{Script=Cyrillic}\p{M}]+$/u,
  /^[\p{Script=Hebrew}\p{M}]+$/u,
  /^[\p{Script=Arabic}\p{M}]+$/u,
  /^[\p{Script=Devanagari}\p{M}]+$/u,
  /^[\p{Script=Thai}\p{M}]+$/u,
  /^\p{Script=Hangul}+$/u,
  /^\p{Script=Han}+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
];
