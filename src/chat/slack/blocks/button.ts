import { z } from 'zod';
import { Action, FORM_TYPES } from '../../../domain/action.ts';
import { carried, LONGEST_TYPED_ID } from '../../../domain/long-id.ts';
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
 * payload: `act:3`, `cmd:4`, `form:5`. Long ids are carried by their handles.
 */
export function encodeButton(button: Button, at: number): { action_id: string; value: string } | null {
  const { kind, value } = encode(button);
  return value.length > LIMIT.value ? null : { action_id: `${kind}:${at}`, value };
}

/** The value of a menu's choice, `form:{…}`, or `null` when it exceeds Slack's 150 characters. */
export function encodeChoice(button: Button): string | null {
  const values = [encode(button), encode(button, LONGEST_TYPED_ID)].map(
    ({ kind, value }) => `${kind}:${value}`,
  );
  return values.find(({ length }) => length <= LIMIT.optionValue) ?? null;
}

function encode(button: Button, longest?: number): { readonly kind: Kind; readonly value: string } {
  if ('action' in button) return { kind: 'act', value: JSON.stringify(carried(button.action, longest)) };
  if ('form' in button) return { kind: 'form', value: JSON.stringify(carried(button.form, longest)) };
  return { kind: 'cmd', value: button.command };
}

type Kind = 'act' | 'cmd' | 'form';

/** Reads one entry of `block_actions.actions` (button, menu or select); `null` when it is not one of ours, or forged. */
export function decodeButton(clicked: unknown): Click | null {
  const read = Clicked.safeParse(clicked);
  if (!read.success) return null;
  const { action_id, value, selected_option } = read.data;
  const chosen = selected_option?.value ?? value;
  const kind = BUTTONS.exec(action_id)?.[1];
  if (chosen === undefined || kind === undefined) return null;
  if (kind !== 'menu') return clickOf(kind, chosen);
  const [, choice = '', rest = ''] = CHOICE.exec(chosen) ?? [];
  return clickOf(choice, rest);
}

function clickOf(kind: string, value: string): Click | null {
  if (kind === 'cmd') return value.trim() === '' ? null : { type: 'command', command: value };
  const data = jsonOf(value);
  if (kind === 'act') {
    const action = Action.safeParse(data);
    return action.success ? { type: 'action', action: action.data } : null;
  }
  if (kind !== 'form') return null;
  const form = FormRef.safeParse(data);
  return form.success ? { type: 'form', form: form.data } : null;
}

/** Matches the `action_id` of everything `decodeButton` reads, for `app.action(…)`. */
export const BUTTONS = /^(act|cmd|form|menu):\d+$/;
const CHOICE = /^(act|cmd|form):(.+)$/s;

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
    const drawn = encoded === null ? null : buttonElement(button, encoded);
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

export function buttonElement(button: Button, encoded: { action_id: string; value: string }): ButtonElement {
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
