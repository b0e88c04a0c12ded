export interface AnswerCacheOptions {
  /** Milliseconds by a clock that cannot be set: an answer must not stay fresh for a day because the time of day was corrected. */
  readonly elapsed: () => number;
  /** How long an answer is used again, in milliseconds. */
  readonly freshMs: number;
  /** How many answers are kept at most; the oldest go first. */
  readonly limit: number;
}

/** Asks for the answer to `key`, or returns the one that is fresh or still on its way. */
export type AnswerCache<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/** Caches what a platform answered about a person, so that ten clicks in a row ask it once. A failure is not cached. */
export function createAnswerCache<T>({ elapsed, freshMs, limit }: AnswerCacheOptions): AnswerCache<T> {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (key, ask) => {
    const before = answers.get(key);
    if (before !== undefined && elapsed() - before.at < freshMs) return before.answer;
    const entry = { at: elapsed(), answer: ask() };
    answers.delete(key);
    answers.set(key, entry);
    for (const oldest of answers.keys()) if (answers.size > limit) answers.delete(oldest);
    entry.answer.catch(() => {
      if (answers.get(key) === entry) answers.delete(key);
    });
    return entry.answer;
  };
}
