import type { Button } from '../../../domain/message.ts';
import { type Click, encodeButton, encodeClick } from './button.ts';
import type { ActionSet, CardAction, RichTextBlock } from './card.ts';
import { execute } from './execute.ts';
import { BUDGET, COUNT, LIMIT, sizeOf } from './limit.ts';
import { line, literal, run } from './text.ts';

/** Buttons that fit, and what the others are called. */
export interface Actions {
  readonly actions: readonly CardAction[];
  readonly lost: readonly string[];
}

/** As many buttons as the budget holds, the first ones first. */
export function renderButtons(buttons: readonly Button[]): Actions {
  const actions: CardAction[] = [];
  const lost: string[] = [];
  let room: number = BUDGET.buttons;
  for (const button of buttons) {
    const action = renderButton(button);
    const size = sizeOf(action);
    if (action === null || size > room) {
      lost.push(titleOf(button.label));
    } else {
      room -= size;
      actions.push(action);
    }
  }
  return { actions, lost };
}

/** One under another where they are too many to stand abreast. */
export function actionSets(actions: readonly CardAction[]): ActionSet[] {
  return Array.from({ length: Math.ceil(actions.length / COUNT.buttonsAbreast) }, (_, at) => ({
    type: 'ActionSet',
    spacing: 'small',
    actions: actions.slice(at * COUNT.buttonsAbreast, (at + 1) * COUNT.buttonsAbreast),
  }));
}

/** Names the buttons that are missing, so that nobody looks for them. */
export function leftOut(lost: readonly string[]): RichTextBlock[] {
  if (lost.length === 0) return [];
  const more = lost.length > 3 ? ` and ${lost.length - 3} more` : '';
  const text = `Too long or too many for a card: ${lost.slice(0, 3).join(', ')}${more}. Type the command instead, here or in a shell.`;
  const said = line([run(text, LIMIT.note, { isSubtle: true, size: 'small' })]);
  return said === null ? [] : [said];
}

/** A click that is no button of a message: another page, back from a form. */
export function clickAction(title: string, click: Click): CardAction[] {
  const data = encodeClick(click);
  return data === null ? [] : [execute(title, data, { associatedInputs: 'none' })];
}

function renderButton(button: Button): CardAction | null {
  const data = encodeButton(button);
  if (data === null) return null;
  const title = titleOf(button.label);
  if (!('action' in button)) return execute(title, data);
  const looks = button.look === undefined ? {} : { style: STYLE[button.look] };
  if (button.confirm === undefined && button.look !== 'danger') return execute(title, data, looks);
  // The second step lies inside the card: it works for everybody in a channel, on a phone, and without a round trip.
  const asked = button.confirm ?? {
    title: button.label,
    text: 'This cannot be taken back here.',
    yes: button.label,
  };
  return {
    type: 'Action.ShowCard',
    title,
    ...looks,
    card: {
      type: 'AdaptiveCard',
      body: [
        line([run(asked.title, LIMIT.confirm, { weight: 'bolder' })]),
        line([run(asked.text, LIMIT.confirm)], { spacing: 'small' }),
      ].filter((block) => block !== null),
      actions: [execute(titleOf(asked.yes), data, looks)],
    },
  };
}

const STYLE = { primary: 'positive', danger: 'destructive' } as const;

function titleOf(label: string): string {
  return literal(label, LIMIT.button).trim() || '…';
}
