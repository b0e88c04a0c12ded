import { z } from 'zod';
import type { Day } from '../../domain/day.ts';
import { parseDay } from '../csv-cells/date.ts';
import { isNoDay, saysNoEnd } from '../csv-cells/never.ts';

/** A day of XML Schema may have a time zone and no time: `2026-03-31-07:00`. It is that day. */
const ZONED_DAY = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A day as an HR system writes it; `null` where it writes that there is none: nothing, `0000-00-00`, `9999-12-31`, `Open ended`. `timezone`: the
 * organisation's, for days that are written as moments. What cannot be read is refused with its text.
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

/** The text of a day without what XML puts behind it. */
export function dayText(written: string | null | undefined): string {
  const text = written?.trim() ?? '';
  return ZONED_DAY.exec(text)?.[1] ?? text;
}
