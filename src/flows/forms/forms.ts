import type { Action } from '../../domain/action.ts';
import type { Form } from '../../domain/message.ts';
import type { Context } from '../context.ts';
import { addPersonForm } from './add-person.ts';
import type { CommandWords, FormDefinition } from './form-definition.ts';
import { knownForm, knownSubscriptionForm } from './known.ts';
import { linkForm } from './link.ts';
import { notPossibleForm } from './not-possible.ts';
import { seatGiveForm, seatUntilForm } from './seat.ts';
import { snoozeForm, snoozeSubscriptionForm } from './snooze.ts';

/** Every form. All platforms show and submit these; none has fields of its own. */
const FORMS: { readonly [Type in Form['type']]: FormDefinition<Type> } = {
  known: knownForm,
  'add-person': addPersonForm,
  link: linkForm,
  snooze: snoozeForm,
  'known-subscription': knownSubscriptionForm,
  'snooze-subscription': snoozeSubscriptionForm,
  'task-not-possible': notPossibleForm,
  'seat-until': seatUntilForm,
  'seat-give': seatGiveForm,
};

/** What a form asks for. */
export type FormAction = Extract<Action, { type: Form['type'] }>;

export function formOf(type: Form['type']): FormDefinition {
  return FORMS[type];
}

/** The command that does what a form asked for. */
export function commandWords(context: Context, action: FormAction): CommandWords {
  return formOf(action.type).command(context, action);
}
