const MOST_SECONDS = 5 * 60;

/** Whether Slack's timestamp is at most five minutes from our clock, in the past or in the future. */
export function isTimely(stamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(stamp) && Math.abs(now / 1000 - Number(stamp)) <= MOST_SECONDS;
}
