import { z } from 'zod';
import { nearest } from '../domain/lookup/nearest.ts';
import type { Path, UnplacedProblem } from './problems.ts';

export type CheckedValue<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly UnplacedProblem[] };

/** Checks the value at `at` in the file. Says what is wrong in words for the author of the file, not in zod's. */
export function check<T>(schema: z.ZodType<T>, value: unknown, at: Path): CheckedValue<T> {
  const result = schema.safeParse(value, { error: say });
  return result.success
    ? { value: result.data, problems: [] }
    : { value: null, problems: result.error.issues.flatMap((issue) => translate(issue, at)) };
}

/** Replaces zod's own messages; one written in a schema takes precedence. Never shows the value, which may be a secret. */
const say: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined)
        return `is missing; write ${issue.expected === 'string' ? 'some text' : article(issue.expected)}`;
      if (issue.expected === 'int' && typeof issue.input === 'number') return 'must be a whole number';
      return `must be ${article(issue.expected)}, not ${article(typeName(issue.input))}${quoteHint(issue.expected, issue.input)}`;
    case 'unrecognized_keys': {
      const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return issue.keys.map((key) => unknownKey(key, known)).join('\n');
    }
    case 'invalid_value':
      return choose(issue.input, issue.values);
    case 'invalid_union':
      if (Array.isArray(issue.options)) return choose(undefined, issue.options);
      return NO_FORM;
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) > 1
          ? `needs at least ${issue.minimum} characters`
          : 'is empty; write some text';
      if (issue.origin === 'array')
        return Number(issue.minimum) > 1
          ? `needs at least ${issue.minimum} entries`
          : 'is an empty list; add an entry';
      return `must be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `must be ${issue.inclusive === true ? 'at most' : 'less than'} ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return `does not look like ${FORMATS[issue.format] ?? 'what is needed here'}`;
    default:
      return undefined;
  }
};

const NO_FORM = 'has none of the forms that are allowed here';
const FORMATS: Readonly<Record<string, string>> = {
  url: 'a web address; write it with https://',
  email: 'an email address',
  date: 'a date; write it like 2026-03-09',
  uuid: 'an id like 00000000-0000-0000-0000-000000000000',
};

function translate(issue: z.core.$ZodIssue, above: Path): readonly UnplacedProblem[] {
  const at = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ at: [...at, key], message: messages[index] ?? issue.message }));
  }
  if (issue.code === 'invalid_union' && issue.message === NO_FORM) {
    const deepest = issue.errors.reduce<readonly z.core.$ZodIssue[]>(
      (best, form) => (fitsBetter(form, best) ? form : best),
      [],
    );
    if (deepest.length > 0) return deepest.flatMap((inner) => translate(inner, at));
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ at, message }));
  return [{ at, message: issue.message }];
}

/** Which form of a union the author most likely meant: the one that matched deepest, and among equals the one that knows most of the keys. */
function fitsBetter(form: readonly z.core.$ZodIssue[], best: readonly z.core.$ZodIssue[]): boolean {
  const deeper = depth(form) - depth(best);
  return deeper > 0 || (deeper === 0 && unknownKeys(form) < unknownKeys(best));
}

function unknownKeys(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
}

/** How deep a form of a union matched. */
function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    -1,
    ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)),
  );
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== null) return `is not a setting; did you mean ${near}?`;
  return known.length === 0
    ? 'is not a setting; remove it'
    : `is not a setting; allowed here: ${known.join(', ')}`;
}

function choose(input: unknown, values: readonly unknown[]): string {
  const words = values.map(String);
  const near = typeof input === 'string' ? nearest(input, words) : null;
  return near === null
    ? `must be one of: ${words.join(', ')}`
    : `must be one of: ${words.join(', ')}; did you mean ${near}?`;
}

function typeName(value: unknown): string {
  return value === null ? 'nothing' : Array.isArray(value) ? 'array' : typeof value;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of settings',
  record: 'a block of settings',
  nonoptional: 'a value',
  nothing: 'empty',
};

function article(type: string): string {
  return NAMES[type] ?? `a ${type}`;
}

function quoteHint(expected: string, input: unknown): string {
  return expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')
    ? '; put it in quotes'
    : '';
}
