import type { Condition, Rules, Test, Words } from '../rest-declaration/rules.ts';
import { BadRow, shownWord } from './bad-row.ts';
import { momentIn } from './moment.ts';
import { isEmpty, keysOf, pathsIn, valueAt } from './path.ts';

type Decide<Word> = (row: unknown, now: Date) => Word | null;

/**
 * What the rules of a state or a kind say about a row: the first that fits decides. Throws `BadRow` if none fits, or if a value has a word
 * that the declaration does not know, because an unknown word is never taken for another one. `strict: false`: then the result is `unknown`.
 */
export function decisionOf<Word extends string>(
  rules: Rules<Word>,
  what: string,
  unknown: Word | null,
): (row: unknown, now: Date) => Word {
  if ('always' in rules) return () => rules.always as Word;
  const all = (Array.isArray(rules) ? rules : [rules]) as readonly Exclude<Rules<Word>, readonly unknown[]>[];
  const decisions = all.map((rule) => decisionBy<Word>(rule as never, what, unknown));
  const paths = new Map(pathsIn(all).map((keys) => [keys.join('.'), keys]));
  return (row, now) => {
    for (const decide of decisions) {
      const word = decide(row, now);
      if (word !== null) return word;
    }
    if (unknown !== null) return unknown;
    const said = [...paths].map(([name, keys]) => `${name} is ${shown(valueAt(row, keys))}`).join(' and ');
    throw new BadRow(
      `no rule says which ${what} it has: ${said}; correct the path, or declare what that means`,
    );
  };
}

function decisionBy<Word extends string>(
  rule: { when: Condition; means: Word } | Words<Word> | { else: Word },
  what: string,
  unknown: Word | null,
): Decide<Word> {
  if ('else' in rule) return () => rule.else;
  if ('means' in rule) {
    const holds = conditionOf(rule.when);
    return (row, now) => (holds(row, now) ? rule.means : null);
  }
  return byWords(rule, what, unknown);
}

function byWords<Word extends string>(
  { path, values, missing, isNull, blank, none }: Words<Word>,
  what: string,
  unknown: Word | null,
): Decide<Word> {
  const keys = keysOf(path);
  return (row) => {
    const value = valueAt(row, keys);
    if (value === undefined) return missing ?? none ?? null;
    if (value === null) return isNull ?? none ?? null;
    if (value === '') return values[''] ?? blank ?? none ?? null;
    const word = String(value);
    if (typeof value !== 'object' && Object.hasOwn(values, word)) return values[word] as Word;
    if (unknown !== null) return unknown;
    throw new BadRow(
      `the declaration does not know the ${what} ${shownWord(value)} (${keys.join('.')}); add it to values`,
    );
  };
}

export type Holds = (row: unknown, now: Date) => boolean;

export function conditionOf(condition: Condition): Holds {
  if (Array.isArray(condition)) {
    const all = condition.map(testOf);
    return (row, now) => all.every((holds) => holds(row, now));
  }
  if ('any' in condition) {
    const some = condition.any.map(testOf);
    return (row, now) => some.some((holds) => holds(row, now));
  }
  if ('not' in condition) {
    const holds = testOf(condition.not);
    return (row, now) => !holds(row, now);
  }
  return testOf(condition);
}

/**
 * Whether rules decide on `word` because there is nothing at this path: with a mistyped key, that would be everybody.
 */
export function absenceMeans<Word extends string>(
  rules: Rules<Word>,
  word: Word,
  path: string,
  now: Date,
): boolean {
  const holdsOfNothing = (test: Test) =>
    keysOf(test.path).join('.') === path && valueTest(test)(undefined, now);
  return [rules].flat().some((rule) => {
    if ('values' in rule) return keysOf(rule.path).join('.') === path && (rule.missing ?? rule.none) === word;
    if (!('when' in rule) || rule.means !== word) return false;
    const { when } = rule;
    if ('not' in when)
      return keysOf(when.not.path).join('.') === path && !valueTest(when.not)(undefined, now);
    return ('any' in when ? when.any : [when].flat()).some(holdsOfNothing);
  });
}

/**
 * The path that makes a condition true for this row only because nothing is there, which a mistyped path would explain as well; `null` if existing values make it true, or
 * if the condition asks for absence (`missing`, `empty`).
 */
export function heldByAbsence(condition: Condition, row: unknown, now: Date): string | null {
  const pathOf = ({ path }: Test) => keysOf(path).join('.');
  const isAbsent = (test: Test) => valueAt(row, keysOf(test.path)) === undefined;
  const asksForNothing = ({ missing, empty }: Test) => missing !== undefined || empty !== undefined;
  const byAbsence = (test: Test) => isAbsent(test) && !asksForNothing(test);
  if ('not' in condition) return byAbsence(condition.not) ? pathOf(condition.not) : null;
  const tests = 'any' in condition ? condition.any : [condition].flat();
  const held = tests.filter((test) => testOf(test)(row, now));
  const absent = held.filter(byAbsence);
  const [first] = absent;
  if (first === undefined || ('any' in condition && absent.length < held.length)) return null;
  return pathOf(first);
}

function testOf(test: Test): Holds {
  const keys = keysOf(test.path);
  const holds = valueTest(test);
  return (row, now) => holds(valueAt(row, keys), now);
}

function valueTest(test: Test): (value: unknown, now: Date) => boolean {
  const { is, missing, isNull, empty, past, has, startsWith, endsWith, contains, date = 'iso' } = test;
  const text = (holds: (text: string) => boolean) => (value: unknown) =>
    typeof value === 'string' && holds(value);
  if (is !== undefined) return (value) => isSame(value, is);
  if (test.in !== undefined) return (value) => (test.in ?? []).some((each) => isSame(value, each));
  if (missing !== undefined) return (value) => (value === undefined) === missing;
  if (isNull !== undefined) return (value) => (value === null) === isNull;
  if (empty !== undefined) return (value) => isEmpty(value) === empty;
  if (past !== undefined)
    return (value, now) => {
      if (isEmpty(value)) return false;
      const at = Date.parse(momentIn(value, date, keysOf(test.path).join('.')));
      return past ? at <= now.getTime() : at > now.getTime();
    };
  if (has !== undefined) return (value) => listed(value).some((each) => isSame(each, has));
  if (startsWith !== undefined) return text((given) => given.startsWith(startsWith));
  if (endsWith !== undefined) return text((given) => given.endsWith(endsWith));
  return text((given) => given.includes(contains ?? ''));
}

/** `true` and `"true"` are the same; false, null, "" and a missing value are four different things. */
export function isSame(value: unknown, wanted: string | number | boolean): boolean {
  return (
    value !== undefined && value !== null && typeof value !== 'object' && String(value) === String(wanted)
  );
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value];
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : shownWord(value);
}
