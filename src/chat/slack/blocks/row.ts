import type { Row } from '../../../domain/message.ts';
import { MARK } from '../../say/chats/row-mark.ts';
import type { Block } from './blocks.ts';
import { type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { accessory } from './menu.ts';
import { paragraph, rich, richSpans, wordsOf } from './rich-text.ts';
import { context, plain, tidy } from './text.ts';

/** Where the buttons of a row are: below it, in a menu at its right, or nowhere. */
export type RowButtons = 'below' | 'menu' | 'none';

/** One thing to decide on. Once it is done it becomes small print. */
export function renderRow(row: Row, numbers: Numbers, where: RowButtons): Block[] {
  if (where === 'menu') {
    const { element, below } = accessory(row.buttons, numbers);
    if (element !== null) {
      const after = afterWords(row.brief === undefined ? row.detail : row.brief);
      const words = `${MARK[row.mark]}${row.mark === 'done' ? ':' : ' ·'} ${wordsOf(row.spans)}${after}`;
      const line: Block = { type: 'section', text: plain(words, LIMIT.blockText), accessory: element };
      return [line, ...renderButtons(below, numbers)];
    }
  }
  const after = afterWords(row.detail);
  const line =
    row.mark === 'done'
      ? context(`${MARK[row.mark]}: ${wordsOf(row.spans)}${after}`)
      : paragraph([...rich(`${MARK[row.mark]}  `), ...richSpans(row.spans), ...rich(after)]);
  return where === 'none' ? [line] : [line, ...renderButtons(row.buttons, numbers)];
}

function afterWords(detail: string | null): string {
  const text = detail === null ? '' : tidy(detail, LIMIT.detail);
  return text === '' ? '' : ` · ${text}`;
}
