/**
 * Dates as spreadsheets count them: days since 30 December 1899, the time of day as a fraction, to the second. `null` for a date
 * before March 1900, on which spreadsheets disagree, for another time zone than UTC, and for text that is not a date.
 */
export function dateSerials(): (text: string) => string | null {
  // Neighbouring rows often hold the same moment.
  let last: { readonly text: string; readonly serial: string | null } = { text: '', serial: null };
  return (text) => {
    if (text !== last.text) last = { text, serial: serialOf(text) };
    return last.serial;
  };
}

/** A day or a moment; every part is always at the same position. */
const DATE = /^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z?)?$/;
const AT = { year: 0, month: 5, day: 8, hour: 11, minute: 14, second: 17 } as const;
const DAY_LENGTH = 10;
const COLON = 58;
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const DIGITS = 10;

// Millions of cells are dates, so neither a match nor a piece of the text is made of any of them.
function serialOf(text: string): string | null {
  if (!DATE.test(text) || text < '1900-03-01') return null;
  const year = twoDigits(text, AT.year) * 100 + twoDigits(text, AT.year + 2);
  const [month, day] = [twoDigits(text, AT.month), twoDigits(text, AT.day)];
  if (month < 1 || month > 12 || day < 1) return null;
  const serial = firstOf(year, month) + day - 1;
  // 31 February would be 3 March.
  if (serial >= firstOf(year, month + 1)) return null;
  return text.length === DAY_LENGTH ? String(serial) : serial + fraction(secondOfDay(text));
}

/** The first days of months, by the number of the month since year 0; 0 for one that was not needed. */
const firsts = new Int32Array(10_000 * 12 + 2);

function firstOf(year: number, month: number): number {
  const at = year * 12 + month;
  const known = firsts[at] ?? 0;
  if (known !== 0) return known;
  const first = Date.UTC(year, month - 1) / DAY_MS + 25_569;
  firsts[at] = first;
  return first;
}

function secondOfDay(text: string): number {
  const second = text.charCodeAt(AT.second - 1) === COLON ? twoDigits(text, AT.second) : 0;
  return twoDigits(text, AT.hour) * 3600 + twoDigits(text, AT.minute) * 60 + second;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

const ZERO = 48;

/** The fractions that were needed, by the second of the day. */
const fractions = new Array<string | undefined>(DAY_SECONDS);

/** `.5208333334`: rounded up, because some readers cut off and would show the second before. */
function fraction(second: number): string {
  const text =
    fractions[second] ?? `.${String(Math.ceil((second * 10 ** DIGITS) / DAY_SECONDS)).padStart(DIGITS, '0')}`;
  fractions[second] = text;
  return text;
}
