import type { Field, FormView } from '../../chat/form.ts';
import { seatOfText } from '../../chat/say/asking/outcomes.ts';
import { formWords } from '../../chat/say/decide/forms.ts';
import type { Form } from '../../domain/message.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { appName, type Context } from '../context.ts';
import { findSubscription } from '../decide/decide-subscription.ts';
import { findTarget, isOutcome, type Outcome, refuse, type Target } from '../outcome.ts';
import type { FieldDefinition, Prefill } from './form-definition.ts';
import { formOf } from './forms.ts';

/** The form as it is now, filled with what is known already; or why there is nothing left to fill in. */
export function openForm(context: Context, form: Form): FormView | Outcome {
  const definition = formOf(form.type);
  const found = ABOUT[definition.on ?? 'account'](context, form);
  if ('done' in found) return found;
  const { about, target } = found;
  const { title, submit, intro, fields: words } = formWords(form.type);
  const prefill = definition.prefill(context, target);
  return {
    form,
    title,
    submit,
    intro: [{ type: 'text', spans: [{ bold: about }, intro] }],
    fields: Object.entries(definition.fields).map(([key, field]) => {
      const filled = prefill[key];
      const { label = key, hint = null } = words[key] ?? {};
      return viewField(
        { key, label, hint: filled?.hint ?? hint, optional: !field.required },
        field.input,
        filled,
      );
    }),
  };
}

const ABOUT: Readonly<
  Record<'account' | 'subscription' | 'question', (context: Context, form: Form) => About | Outcome>
> = { account: aboutAccount, subscription: aboutSubscription, question: aboutQuestion };

interface About {
  /** What it is called. */
  readonly about: string;
  readonly target: Target | null;
}

function aboutAccount(context: Context, { app, account }: Form): About | Outcome {
  const target = findTarget(context, app, account);
  if (isOutcome(target)) return target;
  return { about: `${accountLabel(target.stored)} in ${target.app.config.name}`, target };
}

function aboutSubscription(context: Context, { app, account }: Form): About | Outcome {
  const found = findSubscription(context, { app, subscription: account });
  if ('done' in found) return found;
  const { title, app: owner, findings } = found;
  if (findings.length === 0) return refuse(context, { kind: 'nothing-wrong', title, app: owner.config.name });
  return { about: `${title} in ${owner.config.name}`, target: null };
}

/** Its person alone opens it; see `mayAnswer`. */
function aboutQuestion(context: Context, { app }: Form): About {
  return { about: seatOfText(appName(context, app)), target: null };
}

function viewField(
  base: Pick<Field, 'key' | 'label' | 'hint' | 'optional'>,
  input: FieldDefinition['input'],
  { value = null, label }: Partial<Prefill> = {},
): Field {
  switch (input.type) {
    case 'text':
    case 'day':
      return { ...base, type: input.type, initial: value };
    case 'choice': {
      const choices = input.choices.map((choice) => ({ value: choice, label: choice }));
      return {
        ...base,
        type: 'choice',
        choices,
        initial: value,
        ...(input.ownWords === undefined ? {} : { ownWords: input.ownWords }),
      };
    }
    case 'person':
      return {
        ...base,
        type: 'person',
        initial: value === null ? null : { value, label: label ?? value },
      };
    default:
      return input satisfies never;
  }
}
