import { z } from 'zod';
import type { Day } from '../../domain/day.ts';
import { parseDay } from '../csv-cells/date.ts';
import { isNoDay, saysNoEnd } from '../csv-cells/never.ts';

/** In XML Schema a day may have a time zone but no time: `2026-03-31-07:00`. It means that day. */
const ZONED_DAY = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A day as an HR system writes it; `null` for the ways to write "none": nothing, `0000-00-00`, `9999-12-31`, `Open ended`. `timezone`: the
 * organisation's, for days that are written as moments. Unreadable text is refused, and the error quotes it.
 */
export function WrittenDay(timezone: string) {
  return z
    .string()
    .nullish()
    .transform((written, context): Day | null => {
      const text = dayText(written);
      if (text === '' || saysNoEnd(text)) return null;
      const day = parseDay(text, { order: undefined, timezone });
      if (typeof day === 'string') return isNoDay(day) ? null : day;
      context.addIssue({ code: 'custom', message: day.problem });
      return z.NEVER;
    });
}

/** The text of a day without the zone that XML appends. */
export function dayText(written: string | null | undefined): string {
  const text = written?.trim() ?? '';
  return ZONED_DAY.exec(text)?.[1] ?? text;
}
