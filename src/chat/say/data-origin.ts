import type { DataOrigin } from '../../domain/data-age.ts';
import { dayIn, type Instant } from '../../domain/day.ts';
import { agoText, type Clock, clockText, dayAtText, momentText } from './words.ts';

/** Data with the moment it is of, and where and when it was read. */
export interface Dated {
  /** `null` when there is none yet. */
  readonly dataAt: Instant | null;
  /** `null` or left out if it is not known: then `dataAt` counts as the moment of the read. */
  readonly origin?: DataOrigin | null;
}

/**
 * `read 12 min ago`, or `figma.csv of 23:04, read just now`: a file's time and the time of the read are two things. Empty while
 * there is no data.
 */
export function originText({ dataAt, origin = null }: Dated, clock: Clock): string {
  if (dataAt === null) return '';
  if (origin === null || origin.file === null) return `read ${agoText(dataAt, clock.now)}`;
  return `${fileText(origin.file, dataAt, clock)}, read ${agoText(origin.readAt, clock.now)}`;
}

/** `figma.csv of 23:04`, with the day unless it is today. */
function fileText(file: string, dataAt: Instant, { timezone, now }: Clock): string {
  const today = dataAt.length > 10 && dayIn(timezone, dataAt) === dayIn(timezone, now);
  return `${file} of ${today ? clockText(dataAt, timezone) : momentText(dataAt, timezone, now)}`;
}

/** `as of 2 Feb, figma.csv`: added to a fact that relies on old data; an app that was asked directly has no file. */
export function asOfText({ dataAt, origin = null }: Dated, clock: Clock): string {
  const file = origin?.file ?? null;
  return `as of ${dataAt === null ? 'an unknown day' : dayAtText(dataAt, clock)}${file === null ? '' : `, ${file}`}`;
}
