import type { Action } from '../../domain/action.ts';
import type { Button, Form } from '../message.ts';

/** What a click asks for. */
export type Click =
  | { readonly type: 'action'; readonly action: Action }
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'form'; readonly form: Form };

/**
 * The id and value of a button, or `null` when it does not fit into Slack's 2,000 characters. `at` tells the buttons of
 * one payload apart: `act:3`, `cmd:4`, `form:5`.
 */
export function encodeButton(_button: Button, _at: number): { action_id: string; value: string } | null {
  throw new Error('not written yet');
}

/** The inverse, of one entry of `block_actions.actions` (button or select). `null`: not one of ours, or forged. */
export function decodeButton(_clicked: unknown): Click | null {
  throw new Error('not written yet');
}

/** Matches the `action_id` of everything `decodeButton` reads, for `app.action(…)`. */
export const BUTTONS = /^(?:act|cmd|form):\d+$/;
