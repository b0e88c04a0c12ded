import type { OwnWords } from '../../chat/form.ts';
import type { FieldKey, FieldProblem } from '../../chat/say/decide/forms.ts';
import type { Action } from '../../domain/action.ts';
import { type Day, isDay } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Form } from '../../domain/message.ts';
import type { Context } from '../context.ts';
import type { Target } from '../outcome.ts';

/** What a field takes. Its label, hint and errors are in `chat/say/decide/forms.ts`, under the same key. */
export interface FieldDefinition {
  readonly input:
    | { readonly type: 'text' | 'day' | 'person' }
    /** A choice is its own label. */
    | { readonly type: 'choice'; readonly choices: readonly string[]; readonly ownWords?: OwnWords };
  readonly required: boolean;
  /** What is wrong with a value that is trimmed and not empty; `null` when it is fine. */
  readonly check?: (value: string, today: Day) => FieldProblem | null;
}

/** What a field contains when the form opens. */
export interface Prefill {
  readonly value: string | null;
  /** For a person: how the value is shown. */
  readonly label?: string;
  /** Replaces the field's usual hint. */
  readonly hint?: string;
}

/** What was filled in, trimmed and checked; an empty field is `null`. */
type Values<Fields extends Readonly<Record<string, FieldDefinition>>> = {
  readonly [Key in keyof Fields]: Fields[Key]['required'] extends true ? string : string | null;
};

/** A command as words and filters, in the order in which they are typed. */
export interface CommandWords {
  readonly verb: string;
  readonly words: readonly string[];
  readonly flags?: readonly string[];
  readonly filters: Readonly<Record<string, string | null>>;
}

/** Problems that only show when several fields are looked at together, by field. */
interface FieldProblems {
  readonly problems: Readonly<Record<string, FieldProblem>>;
}

/** One form: its fields with their checks, what they are prefilled with, and what it asks for. */
export interface FormDefinition<
  Type extends Form['type'] = Form['type'],
  Fields extends Readonly<Record<string, FieldDefinition>> = Readonly<Record<string, FieldDefinition>>,
> {
  /**
   * What the form is about; an account when left out. For a subscription, `account` is its id, for a question to a person its number, and
   * nothing is prefilled from it.
   */
  readonly on?: 'account' | 'subscription' | 'question';
  /** In the order in which they are shown. */
  readonly fields: Fields;
  prefill(context: Context, target: Target | null): Readonly<Partial<Record<keyof Fields, Prefill>>>;
  /** What the values ask for. The limits of `Action` are checked afterwards. */
  action(subject: Subject, values: Values<Fields>): Extract<Action, { type: Type }> | FieldProblems;
  /** The command that does the same, shown where commands are typed. */
  command(context: Context, action: Extract<Action, { type: Type }>): CommandWords;
}

interface Subject {
  readonly app: string;
  readonly account: string;
}

/** The fields must be exactly those that `FORM_WORDS` has words for. */
export function defineForm<
  Type extends Form['type'],
  const Fields extends Readonly<Record<FieldKey<Type>, FieldDefinition>>,
>(_type: Type, definition: FormDefinition<Type, Fields>): FormDefinition<Type, Fields> {
  return definition;
}

export const text = { input: { type: 'text' }, required: false } as const satisfies FieldDefinition;

export const futureDay = {
  input: { type: 'day' },
  required: false,
  check: (value, today) => (isDay(value) && value > today ? null : 'not-in-the-future'),
} as const satisfies FieldDefinition;

export const email = {
  input: { type: 'text' },
  required: false,
  check: (value) => (normaliseEmail(value) === null ? 'not-an-email' : null),
} as const satisfies FieldDefinition;
