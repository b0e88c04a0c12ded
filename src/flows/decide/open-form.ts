import type { Field, FormView } from '../../chat/form.ts';
import { KNOWN_REASONS } from '../../domain/action.ts';
import { addDays } from '../../domain/day.ts';
import type { Form } from '../../domain/message.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { type Context, today } from '../context.ts';
import { findTarget, isOutcome, type Outcome, type Target } from '../outcome.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';

/** The form as it is now, filled with what is known already; or why there is nothing to fill in any more. */
export function openForm(context: Context, form: Form): FormView | Outcome {
  const target = findTarget(context, form.app, form.account);
  if (isOutcome(target)) return target;
  const about = `${labelOf(target.stored)} in ${target.app.config.name}`;
  const view = (title: string, submit: string, intro: string, fields: readonly Field[]): FormView => ({
    form,
    title,
    submit,
    intro: [{ type: 'text', spans: [{ bold: about }, intro] }],
    fields,
  });
  switch (form.type) {
    case 'known':
      return view('Mark as known', 'Mark as known', ': it is fine as it is.', knownFields());
    case 'add-person':
      return view(
        'Add employee',
        'Add employee',
        ': its owner joins the roster as active, by hand.',
        personFields(target),
      );
    case 'link':
      return view('Link account', 'Link account', ': whose is it?', [linkField(context, target)]);
    case 'snooze':
      return view('Snooze', 'Snooze', ': not to be mentioned until then.', [
        { ...day('until', 'Until'), optional: false, initial: addDays(today(context), 7) },
      ]);
    default:
      return form.type satisfies never;
  }
}

function knownFields(): readonly Field[] {
  return [
    {
      type: 'choice',
      key: 'reason',
      label: 'Why it is fine',
      hint: null,
      optional: false,
      choices: KNOWN_REASONS.map((reason) => ({ value: reason, label: reason })),
      initial: null,
    },
    { ...text('note', 'Note'), hint: 'In your own words; needed when the reason is "other".' },
    { ...day('until', 'Until'), hint: 'Leave it empty for no end. On that day it is looked at again.' },
  ];
}

function personFields({ stored: { account } }: Target): readonly Field[] {
  return [
    { ...text('name', 'Name'), optional: false, initial: account.name },
    { ...text('email', 'Email'), optional: false, initial: account.emails[0] ?? null },
    text('department', 'Department'),
    { ...text('manager', 'Manager'), hint: 'Name or email.' },
    { ...day('endDate', 'Last day'), hint: 'For contractors: the day after it, they count as offboarded.' },
  ];
}

function linkField(context: Context, { stored }: Target): Field {
  const suggestion = suggestOwner(context, stored.account);
  return {
    type: 'person',
    key: 'person',
    label: 'Person',
    hint:
      suggestion === null
        ? 'Search the roster by name or email.'
        : `Nearest: ${suggestion.person.name} (${suggestion.reason}).`,
    optional: false,
    initial:
      suggestion === null
        ? null
        : { value: String(suggestion.person.ref), label: personLabel(suggestion.person) },
  };
}

/** How a form shows somebody of the roster. */
export function personLabel({ name, email }: { name: string; email: string | null }): string {
  return email === null ? name : `${name} · ${email}`;
}

function text(key: string, label: string): Extract<Field, { type: 'text' }> {
  return { type: 'text', key, label, hint: null, optional: true, initial: null };
}

function day(key: string, label: string): Extract<Field, { type: 'day' }> {
  return { type: 'day', key, label, hint: null, optional: true, initial: null };
}
