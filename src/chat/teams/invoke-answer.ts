import type { AdaptiveCard } from './card.ts';

/** The body of the answer to an invoke; the HTTP status is always 200. */
export type InvokeBody = Readonly<Record<string, unknown>>;

/** Answers a button of a card: the clicker sees this card in its place. */
export function cardAnswer(_card: AdaptiveCard): InvokeBody {
  throw new Error('not written yet');
}

/** Answers a button of a card with a short line that goes away by itself. */
export function noteAnswer(_text: string): InvokeBody {
  throw new Error('not written yet');
}

/** Answers a button that could not be carried out; Teams shows the text under the card. */
export function errorAnswer(_status: 400 | 403 | 500, _text: string): InvokeBody {
  throw new Error('not written yet');
}

/** Answers a search for people. */
export function peopleAnswer(
  _people: readonly { readonly value: string; readonly label: string }[],
): InvokeBody {
  throw new Error('not written yet');
}

/** Answers `task/fetch`, or a `task/submit` with mistakes in it: shows this dialog. */
export function dialogAnswer(_dialog: { readonly title: string; readonly card: AdaptiveCard }): InvokeBody {
  throw new Error('not written yet');
}

/** Answers `task/submit`: closes the dialog, saying so. `null`: just closes it. */
export function closeDialogAnswer(_text: string | null): InvokeBody | null {
  throw new Error('not written yet');
}
