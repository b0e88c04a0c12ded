/** Whether a number is large in both ways: as a part of the whole, and by itself. */
export function reaches(count: number, of: number, percent: number, atLeast: number): boolean {
  return count > 0 && of > 0 && count >= atLeast && count * 100 >= of * percent;
}

export function percentOf(count: number, of: number): number {
  return Math.round((count * 100) / of);
}
