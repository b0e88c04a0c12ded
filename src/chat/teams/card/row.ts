import type { Row } from '../../../domain/message.ts';
import { MARK } from '../../say/chats/row-mark.ts';
import { ROW_MENU } from '../../say/chats/teams.ts';
import { actionSets, leftOut, renderButtons } from './actions.ts';
import type { Column, Container, Element, TextRun } from './card.ts';
import { LIMIT } from './limit.ts';
import { type Looks, line, spanRuns, textRun } from './text.ts';

/**
 * Where the buttons of a row are: below it, or below it once it is pressed, under this id. `full`: with all its details, because it is
 * in a list that was asked for.
 */
export type RowButtons = 'below' | { readonly id: string; readonly full: boolean };

/** One thing to decide on: mark, text and details in one block, with its buttons. */
export function renderRow(row: Row, where: RowButtons): Container {
  const looks: Looks = row.mark === 'done' ? { isSubtle: true } : {};
  const isOpen = where === 'below' || where.full || row.brief === undefined;
  const detail = (isOpen ? row.detail : row.brief)?.trim() ?? '';
  const runs: TextRun[] = [
    textRun(`${MARK[row.mark]} · `, LIMIT.label, { ...LOOKS[row.mark], weight: 'bolder' }),
    ...spanRuns(row.spans, looks),
    ...(detail === '' ? [] : [textRun(` · ${detail}`, LIMIT.detail, { isSubtle: true })]),
  ];
  const text = line(runs);
  const items =
    where === 'below' || row.buttons.length === 0 || text === null
      ? [...(text === null ? [] : [text]), ...below(row)]
      : folded(row, { type: 'Column', width: 'stretch', items: [text] }, where.id);
  const spacing = where === 'below' ? 'medium' : 'small';
  return { type: 'Container', separator: true, spacing, items };
}

function below(row: Row): Element[] {
  const { actions, lost } = renderButtons(row.buttons);
  return [...actionSets(actions), ...leftOut(lost)];
}

/**
 * The buttons appear when the row is pressed. Every client of Teams can do this, on a phone too; its overflow menu cannot ask before
 * a dangerous button, and does not open everywhere on Android. The undo is one short button next to it.
 */
function folded(row: Row, text: Column, id: string): Element[] {
  const { actions, lost } = renderButtons(row.buttons);
  if (row.mark === 'done' && actions.length === 1) {
    const [set] = actionSets(actions);
    const button: Column = { type: 'Column', width: 'auto', items: set === undefined ? [] : [set] };
    return [{ type: 'ColumnSet', columns: [text, button] }];
  }
  const more: Column = {
    type: 'Column',
    width: 'auto',
    items: [
      {
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text: '⋯', weight: 'bolder', size: 'large', color: 'accent' }],
      },
    ],
  };
  return [
    {
      type: 'ColumnSet',
      columns: [text, more],
      selectAction: { type: 'Action.ToggleVisibility', title: ROW_MENU, targetElements: [id] },
    },
    {
      type: 'Container',
      id,
      isVisible: false,
      spacing: 'small',
      items: [...actionSets(actions), ...leftOut(lost)],
    },
  ];
}

/** Colours of marks; the others have none. */
const LOOKS: Partial<Record<Row['mark'], Looks>> = {
  left: { color: 'attention' },
  done: { color: 'good' },
  held: { color: 'warning' },
  failed: { color: 'warning' },
  old: { color: 'warning' },
  wrong: { color: 'warning' },
};
