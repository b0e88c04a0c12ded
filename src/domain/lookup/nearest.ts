/** A longer word is not a mistyped short one, and comparing it takes time. */
const LONGEST = 64;

/** The candidate that was most likely meant: the shortest that starts with the word, or the closest with at most two typing mistakes. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > LONGEST) return null;
  const typed = word.trim().toLowerCase();
  if (typed === '') return null;
  const started = candidates.filter(
    (candidate) => typed.length > 1 && candidate.toLowerCase().startsWith(typed),
  );
  const shortest = started.toSorted((a, b) => a.length - b.length)[0];
  if (shortest !== undefined) return shortest;

  let best: string | null = null;
  // A word of three letters with two typing mistakes would be a different word.
  let fewest = Math.min(2, Math.floor(typed.length / 2)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST) continue;
    const slips = editDistance(typed, candidate.toLowerCase(), fewest);
    if (slips < fewest) {
      fewest = slips;
      best = candidate;
    }
  }
  return best;
}

/** How many letters must be inserted, deleted or replaced to turn one word into the other; at most `limit`. */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    if (Math.min(...current) >= limit) return limit;
    above = current;
  }
  return Math.min(limit, above[b.length] ?? limit);
}
