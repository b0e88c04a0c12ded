/**
 * Dates as spreadsheets count them: days since 30 December 1899, the time of day as a fraction, to the second. `null` for a date
 * before March 1900, on which spreadsheets disagree, for another time zone than UTC, and for text that is not a date.
 */
export function dateSerials(): (text: string) => string | null {
  /** A million rows hold only a few thousand different days. */
  const days = new Map<string, number | null>();
  let last: { readonly text: string; readonly serial: string | null } = { text: '', serial: null };

  function dayOf(text: string): number | null {
    let day = days.get(text);
    if (day === undefined) {
      day = dayNumber(text);
      if (days.size > 10_000) days.clear();
      days.set(text, day);
    }
    return day;
  }

  return (text) => {
    if (text === last.text) return last.serial;
    const day = dayOf(text.slice(0, 10));
    const time = day === null ? null : text.length === 10 ? '' : timeOfDay(text);
    const serial = time === null ? null : `${day}${time}`;
    last = { text, serial };
    return serial;
  };
}

function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1900-03-01') return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // 31 February is read as 3 March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : ms / DAY_MS + 25_569;
}

const TIME = /^T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?Z?$/;
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const DIGITS = 10;

/** `.5208333334`: rounded up, because some readers cut off and would show the second before. */
function timeOfDay(text: string): string | null {
  const found = TIME.exec(text.slice(10));
  if (found === null) return null;
  const [, hours, minutes, seconds = '0'] = found;
  const second = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return `.${String(Math.ceil((second * 10 ** DIGITS) / DAY_SECONDS)).padStart(DIGITS, '0')}`;
}
