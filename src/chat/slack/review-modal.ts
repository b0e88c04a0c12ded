import type { Message } from '../message.ts';
import type { Modal } from './blocks.ts';
import type { Refresh } from './modal.ts';

/** One menu above the list; each choice opens what its command shows. */
export interface Filter {
  readonly label: string;
  readonly choices: readonly { readonly label: string; readonly command: string }[];
}

/** `callback_id` of a list in a modal. */
export const REVIEW_CALLBACK = 'review';

/**
 * A message as a modal list, for "Review all" and for a plain notice (no filters). `command` is what was asked, so that
 * the list can be asked for again after a click; `readReview` gives it back from the view's `private_metadata`.
 */
export function renderReview(
  _message: Message,
  _options: { readonly command: string; readonly filters?: readonly Filter[]; readonly refresh?: Refresh },
): Modal {
  throw new Error('not written yet');
}

/** Reads `view` of a click inside the list. `null`: not a list of ours. */
export function readReview(_view: unknown): { command: string; refresh: Refresh } | null {
  throw new Error('not written yet');
}
