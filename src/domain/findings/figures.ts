/** Fewer than these say nothing, and no figure is shown of them. */
const FEWEST = { hours: 3, ended: 5 } as const;

/** The middle of numbers that are sorted; `null` where there are too few of them. */
export function medianHours(sorted: readonly number[]): number | null {
  if (sorted.length < FEWEST.hours) return null;
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The part of what ended, from 0 to 1, of which an admin said that the account was fine; `null` where too few ended. */
export function falseAlarmRate(falseAlarms: number, ended: number): number | null {
  return ended < FEWEST.ended ? null : falseAlarms / ended;
}
