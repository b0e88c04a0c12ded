import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { MATCH_RULES } from '../../domain/owners/match-rule.ts';
import type { StoredAccount } from '../accounts/accounts.ts';

/** One group of bits in the packed facts of an account. */
interface Bits<Word extends string> {
  readonly words: readonly Word[];
  readonly shift: number;
  readonly mask: number;
}

function bits<const Word extends string>(shift: number, width: number, words: readonly Word[]): Bits<Word> {
  return { words, shift, mask: ((1 << width) - 1) << shift };
}

export const STATUS = bits(0, 2, ['active', 'inactive', 'unknown']);
export const OFFBOARDED = 1 << 2;
export const KNOWN = 1 << 3;
export const KIND = bits(4, 3, ACCOUNT_KINDS);
export const STATE = bits(7, 3, ACCOUNT_STATES);
/** 0 when no rule matched, otherwise the number of the rule, from 1. */
export const RULE = bits(10, 4, ['none', ...MATCH_RULES]);
/** Not visible yet, or no longer. */
export const HIDDEN = 1 << 15;

/** The bits that stand for a word. */
export function packed<Word extends string>({ words, shift }: Bits<Word>, word: Word): number {
  return words.indexOf(word) << shift;
}

/** The word that these bits stand for; the last word if they stand for none. */
export function word<Word extends string>({ words, shift, mask }: Bits<Word>, facts: number): Word {
  const found = words[(facts & mask) >> shift] ?? words.at(-1);
  if (found === undefined) throw new Error('a code without words');
  return found;
}

/** The facts of a row of `account`, computed in SQL: handing over a million strings would take long. */
export const FACTS_SQL = [
  sqlOf(STATUS, 'status'),
  `(offboarded * ${OFFBOARDED})`,
  `(known * ${KNOWN})`,
  sqlOf(KIND, 'kind'),
  sqlOf(STATE, 'state'),
  sqlOf(RULE, "ifnull(rule, 'none')"),
].join(' | ');

/** The same for an account that was read. */
export function factsOf({ account, status, offboarded, known, rule }: StoredAccount): number {
  return (
    packed(STATUS, status) |
    (offboarded ? OFFBOARDED : 0) |
    (known ? KNOWN : 0) |
    packed(KIND, account.kind) |
    packed(STATE, account.state) |
    packed(RULE, rule ?? 'none')
  );
}

/**
 * Seconds since 1970 from 1 on, 0 for never. An instant that cannot be read counts as very long ago. A moment at midnight UTC is stored a
 * second later, so that whole days are always bare days: the two kinds have different limits.
 */
export const LAST_ACTIVE_SQL = `CASE WHEN last_active IS NULL THEN 0
  ELSE min(4294967295, max(1, ifnull(unixepoch(last_active), 0) + (substr(last_active, 11, 9) = 'T00:00:00'))) END`;

function sqlOf({ words, shift }: Bits<string>, column: string): string {
  const cases = words.map((word, at) => `WHEN '${word}' THEN ${at << shift}`);
  return `(CASE ${column} ${cases.join(' ')} ELSE ${(words.length - 1) << shift} END)`;
}
