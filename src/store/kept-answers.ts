import type { Store } from './db/open.ts';

/** Works out an answer, or returns the one that was worked out before for the same subject and version. */
export type KeptAnswers<Answer> = (
  store: Store,
  subject: number,
  version: string,
  work: () => Answer,
) => Answer;

/**
 * Keeps the last answer about each subject in memory, for questions that are asked often and take long to count. The version must be read
 * before the answer is worked out: a change in between then leads to another count, and is never missed.
 */
export function keptAnswers<Answer>(): KeptAnswers<Answer> {
  const kept = new WeakMap<Store, Map<number, { readonly version: string; readonly answer: Answer }>>();
  return (store, subject, version, work) => {
    const known = kept.get(store)?.get(subject);
    if (known?.version === version) return known.answer;
    const answer = work();
    // A transaction may be rolled back, and then its version is given to another change.
    if (store.sqlite.inTransaction) return answer;
    const subjects = kept.get(store) ?? new Map();
    kept.set(store, subjects.set(subject, { version, answer }));
    return answer;
  };
}
