const MAX_SECONDS = 5 * 60;

/** Whether Slack's timestamp, in seconds, is at most five minutes before or after our clock, in milliseconds. */
export function isTimely(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= MAX_SECONDS;
}
