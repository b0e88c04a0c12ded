import { unknownTermText } from '../../chat/say/commands/unknown-word.ts';
import {
  badTermText,
  clearWithValueText,
  nothingToSetText,
  notSettableText,
  pastRenewalText,
} from '../../chat/say/licenses/refusal.ts';
import { badTermValueText } from '../../chat/say/licenses/term-problem.ts';
import type { Terms } from '../../domain/licenses/subscription.ts';
import { readTerm, TERM_FIELDS, TERM_KEYS, type TermKey } from '../../domain/licenses/terms.ts';
import { type Context, today } from '../../flows/context.ts';
import { completeSubscription, type TermsChange } from '../../flows/decide/complete-subscription.ts';
import { type Answer, CommandError, type Request, sentence } from '../command.ts';
import { unknownWord } from '../resolve.ts';
import { subscriptionNamed } from './find-subscription.ts';

const SET_LIKE = TERM_KEYS.map((key) => `${key}:…`).join(' ');

/** `subscriptions FIG-FULL set price:90 currency:USD`, `subscriptions FIG-FULL clear price`; `at` is the position of `set` or `clear`. */
export function changeTerms(context: Context, { by, words, filters }: Request, at: number): Answer {
  const named = subscriptionNamed(context, words.slice(0, at), 'subscriptions');
  const after = words.slice(at + 1);
  const change =
    words[at]?.toLowerCase() === 'set' ? toSet(context, filters, after) : toClear(filters, after);
  const { done, text } = completeSubscription(context, by, named, change);
  return sentence(done, text);
}

function toSet(context: Context, filters: Request['filters'], stray: readonly string[]): TermsChange {
  const [word] = stray;
  if (word !== undefined) throw unclear(word);
  const change: Record<string, string | number> = {};
  for (const [key, written] of Object.entries(filters)) {
    if (!isTermKey(key)) throw new CommandError(notSettableText(key, SET_LIKE));
    const read = readTerm(key, written);
    if ('problem' in read) throw new CommandError(badTermText(key, badTermValueText(written, read.problem)));
    if (key === 'renews' && String(read.value) < today(context))
      throw new CommandError(pastRenewalText(written));
    change[TERM_FIELDS[key]] = read.value;
  }
  if (Object.keys(change).length === 0) throw new CommandError(nothingToSetText(SET_LIKE));
  return change as TermsChange;
}

function toClear(filters: Request['filters'], words: readonly string[]): TermsChange {
  const [key] = Object.keys(filters);
  if (key !== undefined) throw new CommandError(clearWithValueText(key));
  const keys = words.length === 0 ? TERM_KEYS : words.flatMap((word) => word.split(',')).map(keyCalled);
  return Object.fromEntries(keys.map((each) => [TERM_FIELDS[each], null])) satisfies Partial<
    Record<keyof Terms, null>
  >;
}

function keyCalled(word: string): TermKey {
  const key = word.toLowerCase().replace(/:$/, '');
  if (isTermKey(key)) return key;
  throw unclear(word);
}

/** For `set price 90` or `set cost:90`. */
function unclear(word: string): CommandError {
  const key = word.split(':')[0] ?? word;
  return unknownWord(key, TERM_KEYS, (unknown) => unknownTermText(unknown, word));
}

function isTermKey(word: string): word is TermKey {
  return (TERM_KEYS as readonly string[]).includes(word);
}
