import { z } from 'zod';
import { Action, FORM_TYPES } from '../../../domain/action.ts';
import { carried } from '../../../domain/long-id.ts';
import type { Button, Form } from '../../../domain/message.ts';
import type { ActionData } from './card.ts';
import { BUDGET, sizeOf } from './limit.ts';

/** What a click asks for. */
export type Click =
  | { readonly type: 'action'; readonly action: Action }
  /** `page`: counted from 1, of an answer that is longer than one card. */
  | { readonly type: 'command'; readonly command: string; readonly page: number }
  | { readonly type: 'form'; readonly form: Form }
  /** A form was cancelled: show again what the card showed before. */
  | { readonly type: 'back' };

/** The version of the data in our buttons. Cards live for months; a click on one of another version gets an explanation. */
export const CARD_VERSION = 1;

export const FormData = z.strictObject({
  type: z.enum(FORM_TYPES),
  app: z.string().min(1),
  account: z.string().min(1),
}) satisfies z.ZodType<Form>;

const PAGES = 100_000;
const ClickData = z.discriminatedUnion('do', [
  z.object({ do: z.literal('action'), action: Action }),
  z.object({
    do: z.literal('command'),
    command: z.string().min(1),
    page: z.number().int().min(1).max(PAGES).default(1),
  }),
  z.object({ do: z.literal('form'), form: FormData }),
  z.object({ do: z.literal('back') }),
]);

/** Every button of ours is marked as ours, with the version of its card. */
export const Ours = z.looseObject({ seatkeeper: z.number(), do: z.string() });

/** The data of a button, or `null` when it is too long to come back whole. */
export function encodeButton(button: Button): ActionData | null {
  return encodeClick(clickOf(button));
}

export function encodeClick(click: Click): ActionData | null {
  const { type, ...rest } = click;
  const data = { seatkeeper: CARD_VERSION, do: type, ...rest };
  // Text that JSON cannot carry would come back changed, and could name another account.
  return sizeOf(data) <= BUDGET.data && isWellFormed(JSON.stringify(rest)) ? data : null;
}

/** The inverse. `outdated`: a card from another version of Seatkeeper; `null`: not one of ours, or forged. */
export function decodeButton(data: unknown): Click | 'outdated' | null {
  const ours = Ours.safeParse(data);
  if (!ours.success) return null;
  if (ours.data.seatkeeper !== CARD_VERSION) return 'outdated';
  const read = ClickData.safeParse(data);
  if (!read.success || sizeOf(read.data) > BUDGET.data) return null;
  const { do: type, ...rest } = read.data;
  return { type, ...rest } as Click;
}

function clickOf(button: Button): Click {
  if ('action' in button) return { type: 'action', action: carried(button.action) };
  if ('command' in button) return { type: 'command', command: button.command, page: 1 };
  return { type: 'form', form: carried(button.form) };
}

/** JSON writes half of a surrogate pair as an escape, and servers between us and Teams may not return it. */
function isWellFormed(json: string): boolean {
  return !/\\ud[89a-f]/i.test(json);
}
