import { type Day, dayIn, dayReader, type Instant } from '../../domain/day.ts';
import type { Money } from '../../domain/money/money.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a text with dates needs: the moment it is written at, and the organisation's time zone. */
export interface Clock {
  readonly now: Instant;
  readonly timezone: string;
}

/**
 * `3 Mar`, with the year when it is not the organisation's current one: `3 Mar 2025`. For a bare day; for a moment use
 * `dayAtText`.
 */
export function dayText(day: Day, { timezone, now }: Clock): string {
  const year = day.slice(0, 4);
  return year === dayReader(timezone)(now).slice(0, 4) ? shortDay(day) : `${shortDay(day)} ${year}`;
}

function shortDay(day: Day): string {
  const [, month = '', date = ''] = day.slice(0, 10).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month}`;
}

/** `3 Mar`: the day on the organisation's calendar at this moment. */
export function dayAtText(instant: Instant, clock: Clock): string {
  return dayText(dayIn(clock.timezone, instant), clock);
}

/** `12 Nov 09:17` on the organisation's clock. */
export function momentText(instant: Instant, timezone: string, now: Instant): string {
  const day = dayText(dayIn(timezone, instant), { timezone, now });
  if (instant.length === 10) return day;
  return `${day} ${clockText(instant, timezone)}`;
}

/** `12 Nov 2026 09:17`: for a file, which is opened on another day. */
export function fullMomentText(instant: Instant, timezone: string): string {
  const day = dayIn(timezone, instant);
  return `${shortDay(day)} ${day.slice(0, 4)}${instant.length === 10 ? '' : ` ${clockText(instant, timezone)}`}`;
}

/** `09:17` on the organisation's clock. */
export function clockText(instant: Instant, timezone: string): string {
  return clockIn(timezone).format(new Date(instant));
}

/** Building a formatter takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timezone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timezone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timezone, clock);
  return clock;
}

/** `just now`, `12 min ago`, `5 h ago`, `3 days ago`. */
export function agoText(instant: Instant, now: Instant): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(instant)) / 60_000);
  if (minutes < 2) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / (24 * 60))} days ago`;
}

/** `135 USD`, `135 USD and 21 EUR`; with cents only when they are not zero. `null` for no amount. */
export function moneyText(money: Money): string | null {
  const amounts = Object.entries(money)
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, value]) => `${numberText(value, Number.isInteger(value) ? 0 : 2)} ${currency}`);
  return amounts.length === 0 ? null : joined(amounts);
}

/** `at most 56 EUR`: of an amount or a number that is bounded only from above. No other words say so. */
export function atMostText(text: string, isBounded: boolean): string {
  return isBounded ? `at most ${text}` : text;
}

/** `45 USD`, or `at least 45 USD` if a license without a known price is held as well; `null` for nothing. */
export function costText(cost: Money, isPartial = false): string | null {
  const text = moneyText(cost);
  return text === null || !isPartial ? text : `at least ${text}`;
}

/** `1,204` */
export function numberText(value: number, decimals = 0): string {
  const number =
    numbers[decimals] ??
    new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  numbers[decimals] = number;
  return number.format(value);
}

const numbers: Intl.NumberFormat[] = [];

/** `1 account`, `2 accounts` */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${numberText(value)} ${value === 1 ? one : many}`;
}

/** `Carl Johansson (cjohansson)`: who it is before how the app calls the account. */
export function nameThenAddress(name: string | null, label: string): string {
  return name === null || name.trim() === '' || name === label ? label : `${name} (${label})`;
}

/** `a`, `a and b`, `a, b and c` */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
