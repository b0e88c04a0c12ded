import type { Instant } from '../../domain/day.ts';
import type { ProgressSource } from '../../domain/sync/progress.ts';
import { clean } from '../strip-controls.ts';
import { widthOf } from './text/width.ts';

/** One source under way. */
export interface Reading {
  readonly source: ProgressSource;
  readonly rows: number;
  readonly pages: number;
  /** The first page, and when it came: how long it took is not known. */
  readonly first: { readonly rows: number; readonly at: number } | null;
  /** Until when its vendor asked to be left alone. */
  readonly waitsUntil: Instant | null;
}

export interface Look {
  /** Columns that a line may take: one that wraps cannot be rewritten in place. */
  readonly width: number;
  readonly timezone: string;
}

/** `Figma: 214,000 accounts, 107 pages, 45,000/s`; `at` is now. */
export function lineOf(reading: Reading, at: number, look: Look): string {
  const { source, rows, pages, waitsUntil } = reading;
  const rate = rateOf(reading, at);
  const counts = [
    `${figure.format(rows)} ${rows === 1 ? ONE[source.what] : source.what}`,
    `${figure.format(pages)} ${pages === 1 ? 'page' : 'pages'}`,
    ...(rate > 0 && waitsUntil === null ? [`${figure.format(rate)}/s`] : []),
  ];
  const waits = waitsUntil === null ? [] : [`waiting for Retry-After until ${clockOf(waitsUntil, look)}`];
  const begun = pages === 0 ? ['reading'] : counts;
  const said = waits.length > 0 && pages === 0 ? waits : [...begun, ...waits];
  // What the line is about comes first, then what is happening now: in a narrow terminal the other numbers give way.
  while (said.length > 1 && said.join(', ').length > look.width - SHORTEST_NAME)
    said.splice(said.length > 2 ? 1 : 0, 1);
  const rest = clean(said.join(', '), Math.max(1, look.width - SHORTEST_NAME));
  return `${fitting(source.name, Math.max(1, look.width - rest.length - 2))}: ${rest}`.slice(0, look.width);
}

/** `12 of 35 read, 48,200 accounts`. */
export function totalLine(
  { done, all, accounts }: { readonly done: number; readonly all: number; readonly accounts: number },
  { width }: Look,
): string {
  const counted =
    accounts === 0 ? '' : `, ${figure.format(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`;
  return `${figure.format(done)} of ${figure.format(all)} read${counted}`.slice(0, width);
}

/** Rows per second since the first page. */
function rateOf({ rows, first }: Reading, at: number): number {
  return first !== null && at > first.at ? Math.round(((rows - first.rows) / (at - first.at)) * 1000) : 0;
}

function fitting(name: string, room: number): string {
  const full = clean(name, room);
  return widthOf(full) <= room ? full : clean(name, Math.floor(room / 2));
}

function clockOf(instant: Instant, { timezone }: Look): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone: timezone, hourCycle: 'h23' });
}

/** The least that is left for a name. */
const SHORTEST_NAME = 14;
const ONE = { accounts: 'account', people: 'person' } as const;
const figure = new Intl.NumberFormat('en-US');
