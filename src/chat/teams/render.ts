import type { Message } from '../message.ts';
import type { AdaptiveCard } from './card.ts';

/** What goes out: `summary` for notifications and screen readers (plain text, never `text`), `card` for everybody. */
export interface Rendered {
  readonly summary: string;
  readonly card: AdaptiveCard;
}

export interface Look {
  /** What was asked, where this is an answer: Previous and Next ask it again. */
  readonly command?: string;
  /** Which page of what does not fit on one card, from 1; default 1. */
  readonly page?: number;
  /**
   * How a button opens a form: `card` answers the click with the form in place of the card, for whoever clicked;
   * `dialog` opens a dialog (`task/fetch`). Default `card`.
   */
  readonly forms?: 'card' | 'dialog';
}

/** One card of at most 25 KB. What does not fit is counted in words, or is on the next page when `command` is known. */
export function renderMessage(_message: Message, _look: Look = {}): Rendered {
  throw new Error('not written yet');
}

/** Everything, in as many cards as it takes. The message's own buttons are on the last. */
export function renderPages(_message: Message, _look: Pick<Look, 'forms'> = {}): Rendered[] {
  throw new Error('not written yet');
}
