import { type UnknownWord, unknownValueText } from '../chat/say/commands/unknown-word.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import { CommandError } from './command.ts';

/**
 * The candidate that a typed word names, whatever its case. Throws a `CommandError` worded by `refusal` when there is none.
 * A candidate is a word itself, or has the names that `namesOf` lists; only the first of them is suggested.
 */
export function resolve<const Word extends string>(
  word: string,
  candidates: readonly Word[],
  refusal: (unknown: UnknownWord) => string,
): Word;
export function resolve<Candidate>(
  word: string,
  candidates: readonly Candidate[],
  refusal: (unknown: UnknownWord) => string,
  namesOf: (candidate: Candidate) => readonly string[],
): Candidate;
export function resolve(
  word: string,
  candidates: readonly unknown[],
  refusal: (unknown: UnknownWord) => string,
  namesOf: (candidate: never) => readonly string[] = (candidate: string) => [candidate],
): unknown {
  const wanted = word.toLowerCase();
  const found = candidates.find((candidate) =>
    namesOf(candidate as never).some((name) => name.toLowerCase() === wanted),
  );
  if (found !== undefined) return found;
  const offered = candidates.flatMap((candidate) => namesOf(candidate as never).slice(0, 1));
  throw unknownWord(word, offered, refusal);
}

/** The refusal of a word that matches no candidate, for callers that compare in their own way. */
export function unknownWord(
  word: string,
  known: readonly string[],
  refusal: (unknown: UnknownWord) => string,
): CommandError {
  const unknown = { word, meant: nearest(word, known), known };
  return new CommandError(refusal(unknown), unknown);
}

/** The value of a filter that is one of a few words. */
export function oneOf<const Word extends string>(key: string, value: string, allowed: readonly Word[]): Word {
  return resolve(value, allowed, (unknown) => unknownValueText(key, unknown));
}

export function yesNo(key: string, value: string): boolean {
  return ['yes', 'true'].includes(oneOf(key, value, ['yes', 'no', 'true', 'false']));
}
