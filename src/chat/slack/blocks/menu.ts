import type { Button } from '../../../domain/message.ts';
import type { Block, ButtonElement, Option, OverflowElement } from './blocks.ts';
import { buttonElement, encodeButton, encodeChoice, type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { plain } from './text.ts';

/** What is at the right of a row, and the buttons that have no room there. */
export interface Accessory {
  readonly element: ButtonElement | OverflowElement | null;
  readonly below: readonly Button[];
}

/**
 * One button as itself, several as a menu. A menu cannot ask before one of its choices is carried out, and a choice carries 150
 * characters: such buttons stay below the row.
 */
export function accessory(buttons: readonly Button[], numbers: Numbers): Accessory {
  const [only, second] = buttons;
  if (only !== undefined && second === undefined) {
    const encoded = encodeButton(only, numbers.next++);
    return encoded === null
      ? { element: null, below: buttons }
      : { element: buttonElement(only, encoded), below: [] };
  }
  const options: Option[] = [];
  const below: Button[] = [];
  for (const button of buttons) {
    const value = mustAsk(button) || options.length === LIMIT.menu ? null : encodeChoice(button);
    if (value === null) below.push(button);
    else options.push({ text: plain(button.label, LIMIT.optionText), value });
  }
  // A menu of one choice is a button that has to be pressed twice.
  if (options.length < 2) return { element: null, below: buttons };
  return { element: { type: 'overflow', action_id: `menu:${numbers.next++}`, options }, below };
}

/** The buttons of a message whose rows have menus: the first two, and a menu of the others, so that a phone shows them in one line. */
export function renderFolded(buttons: readonly Button[], numbers: Numbers): Block[] {
  if (buttons.length <= 3) return renderButtons(buttons, numbers);
  const open = renderButtons(buttons.slice(0, 2), numbers);
  const { element, below } = accessory(buttons.slice(2), numbers);
  const shown = open.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const elements = element === null ? shown : [...shown, element];
  return [
    ...(elements.length === 0 ? [] : [{ type: 'actions', elements } as const]),
    ...open.filter(({ type }) => type !== 'actions'),
    ...renderButtons(below, numbers),
  ];
}

function mustAsk(button: Button): boolean {
  return 'action' in button && (button.confirm !== undefined || button.look === 'danger');
}
