import type { Filled, FormErrors } from '../../chat/form.ts';
import { type FieldProblem, fieldProblemText } from '../../chat/say/decide/forms.ts';
import { Action } from '../../domain/action.ts';
import type { Form } from '../../domain/message.ts';
import { type Context, today } from '../context.ts';
import { type FormAction, formOf } from './forms.ts';

/**
 * What a filled form asks for, or what is wrong with it, field by field. Only the values are checked here: whether the action is
 * still possible is decided when it is carried out.
 */
export function submitForm(
  context: Context,
  form: Form,
  filled: Filled,
): { readonly action: FormAction } | { readonly errors: FormErrors } {
  const { fields, action } = formOf(form.type);
  const now = today(context);
  const values: Record<string, string | null> = {};
  const problems: Record<string, FieldProblem> = {};
  for (const [key, { required, check, input }] of Object.entries(fields)) {
    const value = filled[key]?.trim() || null;
    values[key] = value;
    if (value === null) {
      if (required) problems[key] = 'missing';
    } else if (input.type === 'choice' && !input.choices.includes(value)) problems[key] = 'invalid';
    else {
      const problem = check?.(value, now) ?? null;
      if (problem !== null) problems[key] = problem;
    }
  }
  // Fields are looked at together only once everything that is needed is there.
  if (Object.values(problems).includes('missing')) return { errors: inWords(form, problems) };
  const wanted = action({ app: form.app, account: form.account }, values);
  if ('problems' in wanted) return { errors: inWords(form, { ...wanted.problems, ...problems }) };
  if (Object.keys(problems).length > 0) return { errors: inWords(form, problems) };
  const read = Action.safeParse(wanted);
  if (read.success) return { action: wanted };
  const field = String(read.error.issues[0]?.path[0]);
  return { errors: inWords(form, { [field in fields ? field : firstOf(fields)]: 'invalid' }) };
}

function firstOf(fields: object): string {
  return Object.keys(fields)[0] ?? '';
}

function inWords({ type }: Form, problems: Readonly<Record<string, FieldProblem>>): FormErrors {
  return Object.fromEntries(
    Object.entries(problems).map(([key, problem]) => [key, fieldProblemText(type, key, problem)]),
  );
}
