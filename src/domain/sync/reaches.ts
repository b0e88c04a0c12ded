/** Whether a number is large both as a share of the whole and in absolute terms. */
export function reaches(count: number, of: number, percent: number, atLeast: number): boolean {
  return count > 0 && of > 0 && count >= atLeast && count * 100 >= of * percent;
}

export function percentOf(count: number, of: number): number {
  return Math.round((count * 100) / of);
}
