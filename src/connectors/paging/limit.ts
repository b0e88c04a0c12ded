/** 100 people may work somewhere, but as the length of a list it is a limit more often. */
export function looksLikeLimit(count: number): boolean {
  return [50, 100, 200, 250, 500, 1000].includes(count);
}
