import type { Instant } from '../../../domain/day.ts';
import { type Clock, momentText } from '../words.ts';

/** A source that is not simply read when `schedule.sync` says. */
export interface RhythmView {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  /** Milliseconds, or a cron expression. */
  readonly every: number | string;
  /** Whether `every` is `schedule.sync`, and not its own. */
  readonly byDefault: boolean;
  /** The time that the vendor asks for between two reads, in milliseconds; `null` if that changes nothing. */
  readonly least: number | null;
  /** `null` when it is due. */
  readonly next: Instant | null;
}

export function rhythmText({ name, every, byDefault, least, next }: RhythmView, clock: Clock): string {
  const then =
    next === null || next <= clock.now
      ? 'it is due now'
      : `next on ${momentText(next, clock.timezone, clock.now)}`;
  const said = typeof every === 'number' ? `every ${spanText(every)}` : `by the schedule "${every}"`;
  if (least === null) return `${name} is read ${said}: ${then}.`;
  const most = `${name} is read at most once in ${spanText(least)}, because its vendor asks for that: ${then}.`;
  // No rhythm was written for it, so nothing was asked for.
  return byDefault ? most : `${most} Its every in seatkeeper.yaml asks for more: ${said}.`;
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** `2 h`, in the largest unit that divides it. */
function spanText(ms: number): string {
  const [size, unit] = UNITS.find(([each]) => ms % each === 0) ?? [1000, 's'];
  return `${ms / size} ${unit}`;
}
