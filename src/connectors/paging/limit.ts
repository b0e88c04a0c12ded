/** A company may have exactly 100 people, but a list of 100 is more often cut off at a limit. */
export function looksLikeLimit(count: number): boolean {
  return [50, 100, 200, 250, 500, 1000].includes(count);
}
