import type { Day } from '../../domain/day.ts';

export interface DateParts {
  readonly day: Day;
  /** Milliseconds of the time within the day as it is written; `null` for a bare day. */
  readonly time: number | null;
  /** Milliseconds by which the written clock is ahead of UTC; `null` when no offset is written. */
  readonly offset: number | null;
}

const DAY_MS = 86_400_000;
/** Seconds or milliseconds since 1970, of the years 2001 to 2099. */
const UNIX = /^(\d{10})(?:\.\d+)?$|^(\d{13})$/;
const LAST_MS = 4_102_444_800_000;
/** Steps of 100 ns since 1601, as Active Directory counts them in `lastLogonTimestamp` and `accountExpires`. */
const FILETIME = /^1\d{17}$/;
const FILETIME_1970 = 116_444_736_000_000_000n;
/** Days since Excel's day 0, for the years 1982 to 2099, with a fraction of a day after the point. */
const SERIAL = /^([3-7]\d{4})(?:[.,](\d+))?$/;
const SERIAL_1970 = 25_569;
const LAST_SERIAL = 73_050;
/** `20261127`, and with a time as LDAP writes it: `20261127093015.0Z`. */
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:[.,]\d+)?(Z)?)?$/;

/** A moment that is written as a number; `null` for any other text. */
export function numberDate(text: string): DateParts | null {
  if (!/^\d{5}/.test(text)) return null;
  return compact(text) ?? serial(text) ?? sinceEpoch(text);
}

function compact(text: string): DateParts | null {
  const [, year, month, day, hour, minute, second, zone] = COMPACT.exec(text) ?? [];
  if (year === undefined) return null;
  const ms = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`);
  // `20260231` is not a day; JavaScript would turn it into one in March.
  if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(day)) return null;
  if (hour === undefined) return { day: dayOf(ms), time: null, offset: null };
  return { day: dayOf(ms), time: ms % DAY_MS, offset: zone === undefined ? null : 0 };
}

function serial(text: string): DateParts | null {
  const [, days, fraction] = SERIAL.exec(text) ?? [];
  if (days === undefined || Number(days) > LAST_SERIAL) return null;
  const time = fraction === undefined ? null : Math.round(Number(`0.${fraction}`) * 86_400) * 1000;
  const whole = time === DAY_MS ? 1 : 0;
  return {
    day: dayOf((Number(days) - SERIAL_1970 + whole) * DAY_MS),
    time: time === null || time === 0 ? null : time % DAY_MS,
    offset: null,
  };
}

function sinceEpoch(text: string): DateParts | null {
  const ms = FILETIME.test(text) ? Number((BigInt(text) - FILETIME_1970) / 10_000n) : unixMs(text);
  if (ms === null || ms < 0 || ms >= LAST_MS) return null;
  return { day: dayOf(ms), time: ms % DAY_MS, offset: 0 };
}

function unixMs(text: string): number | null {
  const [, seconds, milliseconds] = UNIX.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  return milliseconds === undefined || Number(milliseconds) < 1e12 ? null : Number(milliseconds);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
