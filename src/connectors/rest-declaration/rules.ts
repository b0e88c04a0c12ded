import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { DateForm, Keys, Path, Scalar } from './value.ts';

const TESTS = [
  'is',
  'in',
  'missing',
  'isNull',
  'empty',
  'past',
  'has',
  'startsWith',
  'endsWith',
  'contains',
] as const;

/** One test of a value. A moment that is null, missing or empty is not past. */
const Test = z
  .strictObject({
    path: z.union([Path, Keys]),
    is: Scalar.optional(),
    in: z.array(Scalar).min(1).optional(),
    /** Whether the key is missing altogether. */
    missing: z.boolean().optional(),
    isNull: z.boolean().optional(),
    /** Whether it is missing, null, an empty text or an empty list. */
    empty: z.boolean().optional(),
    past: z.boolean().optional(),
    /** A list, or text with commas, that contains this. */
    has: Scalar.optional(),
    startsWith: z.string().min(1).optional(),
    endsWith: z.string().min(1).optional(),
    contains: z.string().min(1).optional(),
    date: DateForm.optional(),
  })
  .superRefine((test, context) => {
    const given = TESTS.filter((name) => test[name] !== undefined);
    if (given.length !== 1)
      context.addIssue({ code: 'custom', message: `needs exactly one of ${TESTS.join(', ')}` });
  });

/** When something is true: one test, or several that must all pass. `not` and `any` wrap tests. */
export const Condition = z.union([
  Test,
  z.array(Test).min(1),
  z.strictObject({ not: Test }),
  z.strictObject({ any: z.array(Test).min(1) }),
]);

/** What the words of one value mean. A word that is not named here fails the read; missing values are named separately. */
function words<Word extends string>(meanings: z.ZodType<Word>) {
  return z.strictObject({
    path: z.union([Path, Keys]),
    values: z.record(z.string(), meanings),
    /** The key is missing. */
    missing: meanings.optional(),
    isNull: meanings.optional(),
    /** An empty text. */
    blank: meanings.optional(),
    /** All three of these. */
    none: meanings.optional(),
  });
}

function rules<Word extends string>(meanings: z.ZodType<Word>, rest: z.ZodType<Word>) {
  const rule = z.strictObject({ when: Condition, means: meanings });
  return z.union([
    z.strictObject({ always: meanings }),
    words(meanings),
    z.array(z.union([rule, words(meanings), z.strictObject({ else: rest })])).min(1),
  ]);
}

const State = z.enum(ACCOUNT_STATES);
const Kind = z.enum(ACCOUNT_KINDS);

/** Nobody may be active just because nothing else fits: the value that means active must be named. */
const Rest = State.refine((state) => state !== 'active', {
  message: 'must not be active: name the value that means active, or an unknown one would count as it',
});

export const StateRules = rules(State, Rest);
export const KindRules = rules(Kind, Kind);

export type Test = z.infer<typeof Test>;
export type Condition = z.infer<typeof Condition>;
export type Words<Word extends string> = z.infer<ReturnType<typeof words<Word>>>;
export type Rules<Word extends string> = z.infer<ReturnType<typeof rules<Word>>>;
