import type { Button, Message } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { LIMIT } from './limit.ts';
import { spanRun } from './spans.ts';

/** A button as a numbered choice: `[1]` is the first of `choicesOf(message)`. */
export interface Choice {
  readonly button: Button;
  /** The text of its row or message. */
  readonly about: string;
}

/** All buttons in the order they are shown: those of the rows, then the message's own. */
export function choicesOf(message: Message): readonly Choice[] {
  const rows = message.body.flatMap((part) => {
    if (part.type !== 'row') return [];
    const about = clean(part.spans.map((span) => spanRun(span).text).join(''), LIMIT.detail);
    return part.buttons.map((button) => ({ button, about }));
  });
  return [
    ...rows,
    ...message.buttons.map((button) => ({ button, about: clean(message.title, LIMIT.detail) })),
  ];
}

/** What a choice acts on, as the first words of a command: `figma 17`, or only the app, or nothing. */
export function choiceSubject({ button }: Choice): readonly string[] {
  if ('form' in button) return [button.form.app, button.form.account];
  if ('command' in button || !('app' in button.action) || button.action.app === undefined) return [];
  const { app } = button.action;
  const account = 'account' in button.action ? button.action.account : undefined;
  return account === undefined ? [app] : [app, account];
}
