/** With fewer cases than these, a figure says nothing and is not shown. */
const FEWEST = { hours: 3, ended: 5 } as const;

/** The median of sorted numbers; `null` where there are too few. */
export function medianHours(sorted: readonly number[]): number | null {
  if (sorted.length < FEWEST.hours) return null;
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The share of ended findings, from 0 to 1, where an admin said that the account was fine; `null` where too few ended. */
export function falseAlarmRate(falseAlarms: number, ended: number): number | null {
  return ended < FEWEST.ended ? null : falseAlarms / ended;
}
