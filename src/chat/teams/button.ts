import type { Action } from '../../domain/action.ts';
import type { Button, Form } from '../message.ts';
import type { ActionData } from './card.ts';

/** What a click asks for. */
export type Click =
  | { readonly type: 'action'; readonly action: Action }
  /** `page`, from 1: of an answer that is longer than one card. */
  | { readonly type: 'command'; readonly command: string; readonly page: number }
  | { readonly type: 'form'; readonly form: Form }
  /** A form was given up: show again what the card said before. */
  | { readonly type: 'back' };

/** The data of a button, or `null` when it would be too long to come back whole. */
export function encodeButton(_button: Button): ActionData | null {
  throw new Error('not written yet');
}

/** The inverse. `outdated`: a card of another version of Seatkeeper; `null`: not one of ours, or forged. */
export function decodeButton(_data: unknown): Click | 'outdated' | null {
  throw new Error('not written yet');
}
