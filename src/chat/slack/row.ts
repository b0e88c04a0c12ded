import type { Row } from '../message.ts';
import type { Block } from './blocks.ts';
import { type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { paragraph, rich, richSpans, wordsOf } from './rich-text.ts';
import { context, tidy } from './text.ts';

/** One thing to decide on: what it is in a paragraph, its buttons below. What is done is small print. */
export function renderRow(row: Row, numbers: Numbers, withButtons: boolean): Block[] {
  const detail = row.detail === null ? '' : tidy(row.detail, LIMIT.detail);
  const after = detail === '' ? '' : ` · ${detail}`;
  const line =
    row.mark === 'done'
      ? context(`${MARK.done}: ${wordsOf(row.spans)}${after}`)
      : paragraph([...rich(`${MARK[row.mark]}  `), ...richSpans(row.spans), ...rich(after)]);
  return withButtons ? [line, ...renderButtons(row.buttons, numbers)] : [line];
}

/** Icon and word. ⚠️ stands for people who left, and for nothing else. */
const MARK = {
  left: '⚠️ left',
  inactive: '◦ inactive',
  unknown: '? unknown',
  done: '✓ done',
  held: '‖ held',
} as const satisfies Record<Row['mark'], string>;
