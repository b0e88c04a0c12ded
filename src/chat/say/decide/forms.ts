import type { Form } from '../../../domain/message.ts';

interface FieldWords {
  readonly label: string;
  readonly hint: string | null;
  /** Shown next to the field when it is empty but needed. */
  readonly missing?: string;
}

interface FormWords {
  readonly title: string;
  /** On the button that sends the form. */
  readonly submit: string;
  /** Follows the name of the account. */
  readonly intro: string;
  readonly fields: Readonly<Record<string, FieldWords>>;
}

/** What each form says. Its fields are defined under the same keys in `flows/forms/`. */
export const FORM_WORDS = {
  known: {
    title: 'Mark as known',
    submit: 'Mark as known',
    intro: ': it is accepted as an exception and is no longer a finding.',
    fields: {
      reason: { label: 'Why it is fine', hint: null, missing: 'Say why it is fine.' },
      note: {
        label: 'Note',
        hint: 'In your own words; needed when the reason is "other".',
        missing: 'Give the reason in your own words.',
      },
      until: {
        label: 'Until',
        hint: 'The last day it covers. Leave it empty for no end; the day after it the account needs a decision again.',
      },
    },
  },
  'add-person': {
    title: 'Add employee',
    submit: 'Add employee',
    intro: ': its owner is added to the roster as an active person.',
    fields: {
      name: { label: 'Name', hint: null, missing: 'Enter their name.' },
      email: { label: 'Email', hint: null, missing: 'Enter the address their accounts are matched by.' },
      department: { label: 'Department', hint: null },
      manager: { label: 'Manager', hint: 'Name or email.' },
      endDate: {
        label: 'Last day',
        hint: 'For contractors: they count as offboarded from the day after it.',
      },
    },
  },
  link: {
    title: 'Link account',
    submit: 'Link account',
    intro: ': whose account is it?',
    fields: {
      person: { label: 'Person', hint: 'Search the roster by name or email.', missing: 'Choose a person.' },
    },
  },
  'known-subscription': {
    title: 'Mark as known',
    submit: 'Mark as known',
    intro: ': it is accepted as it is, and shown again when it gets worse.',
    fields: {
      reason: { label: 'Why it is fine', hint: null, missing: 'Say why it is fine.' },
      until: { label: 'Until', hint: 'The last day it covers. Leave it empty for no end.' },
    },
  },
  'snooze-subscription': {
    title: 'Snooze',
    submit: 'Snooze',
    intro: ': it is not shown before that day, and comes back on it.',
    fields: {
      until: { label: 'Comes back on', hint: 'Within a year.', missing: 'Choose a day.' },
    },
  },
  snooze: {
    title: 'Snooze',
    submit: 'Snooze',
    intro: ': it is not shown before that day, and comes back on it.',
    fields: {
      until: { label: 'Comes back on', hint: 'Within a year.', missing: 'Choose a day.' },
    },
  },
  'task-not-possible': {
    title: 'Not possible',
    submit: 'It is not possible',
    intro: ': the task to remove it by hand ends, and its finding stays open.',
    fields: {
      reason: { label: 'Why it is not possible', hint: null, missing: 'Say why it is not possible.' },
    },
  },
  'seat-until': {
    title: 'Until when?',
    submit: 'I need it until then',
    intro: ': it stays yours, and I ask again on that day.',
    fields: {
      until: { label: 'Needed until', hint: 'Within a year.', missing: 'Choose a day.' },
    },
  },
  'seat-give': {
    title: 'Give the seat away',
    submit: 'Give it to them',
    intro: ': the admins are told, and they give it to the person you choose.',
    fields: {
      person: { label: 'Who is to have it', hint: 'Search by name or email.', missing: 'Choose a person.' },
    },
  },
} as const satisfies Record<Form['type'], FormWords>;

/** The keys of a form's fields. */
export type FieldKey<Type extends Form['type']> = keyof (typeof FORM_WORDS)[Type]['fields'] & string;

export function formWords(type: Form['type']): FormWords {
  return FORM_WORDS[type];
}

/** What can be wrong with the value of a field. */
export type FieldProblem =
  | 'missing'
  | 'not-an-email'
  | 'not-in-the-future'
  | 'too-late'
  | 'reason-too-long'
  | 'invalid';

export function fieldProblemText(type: Form['type'], key: string, problem: FieldProblem): string {
  switch (problem) {
    case 'missing':
      return formWords(type).fields[key]?.missing ?? 'This cannot be empty.';
    case 'not-an-email':
      return 'This is not an email address. Write one like jo@acme.example.';
    case 'not-in-the-future':
      return 'Choose a day after today.';
    case 'too-late':
      return 'Choose a day within a year.';
    case 'reason-too-long':
      return 'Shorten it to 500 characters or fewer.';
    case 'invalid':
      return 'This is too long or not a possible value.';
    default:
      return problem satisfies never;
  }
}

/** Shown with the field in which the person nearest to the account is filled in already. */
export function nearestPersonText(name: string, reason: string): string {
  return `Nearest: ${name} (${reason}).`;
}
