import type { Button } from '../message.ts';
import { type Click, encodeButton, encodeClick } from './button.ts';
import type { ActionData, ActionSet, CardAction, RichTextBlock } from './card.ts';
import { BUDGET, COUNT, LIMIT, sizeOf } from './limit.ts';
import { line, literal, run } from './text.ts';

export type Forms = 'card' | 'dialog';

/** Buttons that fit, and how many did not. */
export interface Actions {
  readonly actions: readonly CardAction[];
  readonly left: number;
}

/** As many buttons as the budget holds, the first ones first. */
export function renderButtons(buttons: readonly Button[], forms: Forms): Actions {
  const made = buttons.map((button) => renderButton(button, forms));
  const actions: CardAction[] = [];
  let room: number = BUDGET.buttons;
  for (const action of made) {
    if (action === null || sizeOf(action) > room) continue;
    room -= sizeOf(action);
    actions.push(action);
  }
  return { actions, left: buttons.length - actions.length };
}

/** One under another where they are too many to stand abreast. */
export function actionSets(actions: readonly CardAction[]): ActionSet[] {
  return Array.from({ length: Math.ceil(actions.length / COUNT.buttonsAbreast) }, (_, at) => ({
    type: 'ActionSet',
    spacing: 'small',
    actions: actions.slice(at * COUNT.buttonsAbreast, (at + 1) * COUNT.buttonsAbreast),
  }));
}

/** Says that buttons are missing, so that nobody looks for them. */
export function leftOut(left: number): RichTextBlock[] {
  if (left === 0) return [];
  const text = `${left === 1 ? 'One button does' : `${left} buttons do`} not fit here: decide in a shell, with the seatkeeper command.`;
  const said = line([run(text, LIMIT.note, { isSubtle: true, size: 'small' })]);
  return said === null ? [] : [said];
}

/** A click that is no button of a message: another page, back from a form. */
export function clickAction(title: string, click: Click): CardAction[] {
  const data = encodeClick(click);
  return data === null ? [] : [{ ...execute(title, data), associatedInputs: 'none' }];
}

function renderButton(button: Button, forms: Forms): CardAction | null {
  const data = encodeButton(button);
  if (data === null) return null;
  const title = titleOf(button.label);
  if ('form' in button && forms === 'dialog')
    return { type: 'Action.Submit', title, data: { ...data, msteams: { type: 'task/fetch' } } };
  if (!('action' in button)) return execute(title, data);
  const style = button.look === 'danger' ? 'destructive' : button.look === 'primary' ? 'positive' : undefined;
  if (button.confirm === undefined && button.look !== 'danger') return execute(title, data, style);
  // The second step lies inside the card: it works for everybody in a channel, on a phone, and without a round trip.
  const asked = button.confirm ?? {
    title: button.label,
    text: 'This cannot be taken back here.',
    yes: button.label,
  };
  return {
    type: 'Action.ShowCard',
    title,
    ...(style === undefined ? {} : { style }),
    card: {
      type: 'AdaptiveCard',
      body: [
        line([run(asked.title, LIMIT.confirm, { weight: 'bolder' })]),
        line([run(asked.text, LIMIT.confirm)], { spacing: 'small' }),
      ].filter((block) => block !== null),
      actions: [execute(titleOf(asked.yes), data, style)],
    },
  };
}

function execute(
  title: string,
  data: ActionData,
  style?: 'positive' | 'destructive',
): Extract<CardAction, { type: 'Action.Execute' }> {
  const looks = style === undefined ? {} : { style };
  return {
    type: 'Action.Execute',
    title,
    verb: String(data.do),
    data,
    ...looks,
    fallback: { type: 'Action.Submit', title, data, ...looks },
  };
}

function titleOf(label: string): string {
  return literal(label, LIMIT.button).trim() || '…';
}
