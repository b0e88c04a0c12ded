import type { Button } from '../../../domain/message.ts';
import { buttonsLeftOutText, CANNOT_BE_UNDONE } from '../../say/chats/teams.ts';
import { type Click, encodeButton, encodeClick } from './button.ts';
import type { ActionSet, CardAction, RichTextBlock } from './card.ts';
import { execute } from './execute.ts';
import { BUDGET, COUNT, LIMIT, sizeOf } from './limit.ts';
import { line, literal, textRun } from './text.ts';

/** The buttons that fit, and the labels of the others. */
export interface Actions {
  readonly actions: readonly CardAction[];
  readonly lost: readonly string[];
}

/** As many buttons as the budget allows, from the first. */
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

/** In several lines when there are too many buttons for one. */
export function actionSets(actions: readonly CardAction[]): ActionSet[] {
  return Array.from({ length: Math.ceil(actions.length / COUNT.buttonsAbreast) }, (_, at) => ({
    type: 'ActionSet',
    spacing: 'small',
    actions: actions.slice(at * COUNT.buttonsAbreast, (at + 1) * COUNT.buttonsAbreast),
  }));
}

/** The first two, and the others in the overflow menu of the card, which opens nothing that has to be asked first. */
export function foldedActions(actions: readonly CardAction[]): readonly CardAction[] {
  if (actions.length <= 3) return actions;
  return actions.map((action, at) =>
    at < 2 || action.type !== 'Action.Execute'
      ? action
      : { ...action, mode: 'secondary', fallback: { ...action.fallback, mode: 'secondary' } },
  );
}

/** Names the buttons that are missing, so that people do not look for them. */
export function leftOut(lost: readonly string[]): RichTextBlock[] {
  if (lost.length === 0) return [];
  const block = line([textRun(buttonsLeftOutText(lost), LIMIT.note, { isSubtle: true, size: 'small' })]);
  return block === null ? [] : [block];
}

/** A click that is not a button of the message: another page, or back from a form. */
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
  // The question is inside the card, so that it works for everyone in a channel, on a phone, and without a round trip.
  const question = button.confirm ?? {
    title: button.label,
    text: CANNOT_BE_UNDONE,
    yes: button.label,
  };
  return {
    type: 'Action.ShowCard',
    title,
    ...looks,
    card: {
      type: 'AdaptiveCard',
      body: [
        line([textRun(question.title, LIMIT.confirm, { weight: 'bolder' })]),
        line([textRun(question.text, LIMIT.confirm)], { spacing: 'small' }),
      ].filter((block) => block !== null),
      actions: [execute(titleOf(question.yes), data, looks)],
    },
  };
}

const STYLE = { primary: 'positive', danger: 'destructive' } as const;

function titleOf(label: string): string {
  return literal(label, LIMIT.button).trim() || '…';
}
