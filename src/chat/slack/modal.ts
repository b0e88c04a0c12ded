import type { Filled, FormErrors, FormView } from '../form.ts';
import type { Form } from '../message.ts';
import type { Modal, Option } from './blocks.ts';

/** What to do when the form is done, for example which message to refresh: `{ channel, ts }`. Comes back as it was. */
export type Refresh = Readonly<Record<string, string>>;

export interface Submission {
  readonly form: Form;
  readonly refresh: Refresh;
  readonly filled: Filled;
}

/** `callback_id` of every form. */
export const FORM_CALLBACK = 'form';
/** `action_id` of the search for a person: `app.options(PERSON_SEARCH, …)`; its `value` is what was typed. */
export const PERSON_SEARCH = 'person-search';

export function renderForm(_view: FormView, _refresh: Refresh): Modal {
  throw new Error('not written yet');
}

/** Reads `view` of a `view_submission`. `null`: not one of our forms, or forged. */
export function readSubmission(_view: unknown): Submission | null {
  throw new Error('not written yet');
}

/** The answer to a `view_submission` that shows what is wrong beside each field. */
export function renderErrors(_errors: FormErrors): {
  response_action: 'errors';
  errors: Record<string, string>;
} {
  throw new Error('not written yet');
}

/** The answer to an options request for a person. `value` is the person's ref as text. */
export function renderPeople(_people: readonly { readonly value: string; readonly label: string }[]): {
  options: readonly Option[];
} {
  throw new Error('not written yet');
}
