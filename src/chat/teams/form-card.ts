import type { Filled, FormErrors, FormView } from '../form.ts';
import type { Form } from '../message.ts';
import type { AdaptiveCard } from './card.ts';

export interface Submission {
  readonly form: Form;
  readonly filled: Filled;
}

/** `dataset` of the search for a person: see `incoming.ts`. */
export const PERSON_SEARCH = 'people';

/**
 * The form as a card. After a refused submission: `errors` beside their fields, and what was filled in kept.
 * `dialog`: without [Cancel], which a dialog has already.
 */
export function renderForm(
  _view: FormView,
  _again: { readonly errors?: FormErrors; readonly filled?: Filled; readonly dialog?: boolean } = {},
): AdaptiveCard {
  throw new Error('not written yet');
}

/** The form as a dialog, for `taskAnswer`. */
export function renderDialog(
  _view: FormView,
  _again: { readonly errors?: FormErrors; readonly filled?: Filled } = {},
): { title: string; card: AdaptiveCard } {
  throw new Error('not written yet');
}

/** Reads the data of a submitted form, inputs included. `null`: not one of our forms, or forged. */
export function readSubmission(_data: unknown): Submission | null {
  throw new Error('not written yet');
}
