import type { Filled, FormErrors } from '../../chat/form.ts';
import { Action } from '../../domain/action.ts';
import { isDay } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Form } from '../../domain/message.ts';
import { type Context, today } from '../context.ts';

/** What a filled form asks for; or what is wrong with it, field by field. Nothing of it is believed: see `act`. */
export function submitForm(context: Context, form: Form, filled: Filled): Action | { errors: FormErrors } {
  const errors: Record<string, string> = {};
  const value = (key: string) => {
    const text = filled[key]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const needed = (key: string, problem: string) => {
    const text = value(key);
    if (text === null) errors[key] = problem;
    return text ?? '';
  };
  const after = (key: string) => {
    const text = value(key);
    if (text !== null && !(isDay(text) && text > today(context))) errors[key] = 'Choose a day after today.';
    return text;
  };
  const subject = { app: form.app, account: form.account };

  const wanted = ((): unknown => {
    switch (form.type) {
      case 'known': {
        const reason = needed('reason', 'Say why it is fine.');
        const note = reason === 'other' ? needed('note', 'Say it in your own words.') : value('note');
        const words = reason === 'other' ? note : note === null ? reason : `${reason}: ${note}`;
        if ((words?.length ?? 0) > 500) errors.note = 'Shorten it to 500 characters or fewer.';
        return { type: 'known', ...subject, reason: words, until: after('until') };
      }
      case 'add-person': {
        const email = needed('email', 'An address is needed to recognise their accounts.');
        if (email !== '' && normaliseEmail(email) === null) errors.email = 'That is no email address.';
        return {
          type: 'add-person',
          ...subject,
          name: needed('name', 'Say what they are called.'),
          email,
          department: value('department'),
          manager: value('manager'),
          endDate: after('endDate'),
        };
      }
      case 'link':
        return { type: 'link', ...subject, person: Number(needed('person', 'Choose somebody.')) };
      case 'snooze': {
        needed('until', 'Choose a day.');
        return { type: 'snooze', ...subject, until: after('until') };
      }
      default:
        return form.type satisfies never;
    }
  })();
  if (Object.keys(errors).length > 0) return { errors };
  const action = Action.safeParse(wanted);
  if (action.success) return action.data;
  const field = String(action.error.issues[0]?.path[0] ?? 'reason');
  return { errors: { [field]: 'This is too long, or no possible value.' } };
}
