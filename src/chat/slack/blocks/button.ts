import { z } from 'zod';
import { Action, FORM_TYPES } from '../../../domain/action.ts';
import type { Button, Form } from '../../../domain/message.ts';
import { buttonsLeftOutText, CANCEL } from '../../say/chats/slack-layout.ts';
import type { Block, ButtonElement } from './blocks.ts';
import { LIMIT } from './limit.ts';
import { context, plain, textLength, tidy } from './text.ts';

/** What a click asks for. */
export type Click =
  | { readonly type: 'action'; readonly action: Action }
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'form'; readonly form: Form };

/** Numbers the buttons of one payload, because Slack requires every `action_id` to be unique. */
export interface Numbers {
  next: number;
}

/**
 * The id and value of a button, or `null` when the value exceeds Slack's 2,000 characters. `at` makes the id unique within one
 * payload: `act:3`, `cmd:4`, `form:5`.
 */
export function encodeButton(button: Button, at: number): { action_id: string; value: string } | null {
  const [kind, value] =
    'action' in button
      ? (['act', JSON.stringify(button.action)] as const)
      : 'form' in button
        ? (['form', JSON.stringify(button.form)] as const)
        : (['cmd', button.command] as const);
  return value.length > LIMIT.value ? null : { action_id: `${kind}:${at}`, value };
}

/** Reads one entry of `block_actions.actions` (button or select); `null` when it is not one of ours, or forged. */
export function decodeButton(clicked: unknown): Click | null {
  const read = Clicked.safeParse(clicked);
  if (!read.success) return null;
  const { action_id, value, selected_option } = read.data;
  const chosen = selected_option?.value ?? value;
  if (chosen === undefined) return null;
  const kind = BUTTONS.exec(action_id)?.[1];
  if (kind === 'cmd') return chosen.trim() === '' ? null : { type: 'command', command: chosen };
  const data = jsonOf(chosen);
  if (kind === 'act') {
    const action = Action.safeParse(data);
    return action.success ? { type: 'action', action: action.data } : null;
  }
  if (kind !== 'form') return null;
  const form = FormRef.safeParse(data);
  return form.success ? { type: 'form', form: form.data } : null;
}

/** Matches the `action_id` of everything `decodeButton` reads, for `app.action(…)`. */
export const BUTTONS = /^(act|cmd|form):\d+$/;

/** `Form` as a button or view carries it: ids only. */
export const FormRef: z.ZodType<Form> = z.strictObject({
  type: z.enum(FORM_TYPES),
  app: z.string().min(1),
  account: z.string().min(1),
});

const Clicked = z.object({
  action_id: z.string().max(255),
  value: z.string().max(LIMIT.value).optional(),
  selected_option: z.object({ value: z.string().max(LIMIT.optionValue) }).nullish(),
});

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One row of buttons. Buttons that Slack cannot carry are named below it, so that their absence is noticed. */
export function renderButtons(buttons: readonly Button[], numbers: Numbers): Block[] {
  const elements: ButtonElement[] = [];
  const lost: string[] = [];
  let room: number = LIMIT.buttonsText;
  for (const button of buttons) {
    const encoded = encodeButton(button, numbers.next++);
    const drawn = encoded === null ? null : element(button, encoded);
    const length = textLength(drawn);
    if (drawn === null || elements.length === LIMIT.actions || length > room) {
      lost.push(tidy(button.label, LIMIT.buttonText));
    } else {
      elements.push(drawn);
      room -= length;
    }
  }
  return [
    ...(elements.length > 0 ? [{ type: 'actions', elements } as const] : []),
    ...(lost.length > 0 ? [context(buttonsLeftOutText(lost))] : []),
  ];
}

function element(button: Button, encoded: { action_id: string; value: string }): ButtonElement {
  const look = 'action' in button ? button.look : undefined;
  const confirm = 'action' in button ? button.confirm : undefined;
  return {
    type: 'button',
    text: plain(button.label, LIMIT.buttonText),
    ...encoded,
    ...(look === undefined ? {} : { style: look }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(confirm.title, LIMIT.confirmTitle),
            text: plain(confirm.text, LIMIT.confirmText),
            confirm: plain(confirm.yes, LIMIT.confirmButton),
            deny: plain(CANCEL, LIMIT.confirmButton),
            ...(look === undefined ? {} : { style: look }),
          },
        }),
  };
}
