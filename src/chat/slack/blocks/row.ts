import type { Row } from '../../../domain/message.ts';
import type { Block } from './blocks.ts';
import { type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { paragraph, rich, richSpans, wordsOf } from './rich-text.ts';
import { context, tidy } from './text.ts';

/** One thing to decide on: a paragraph with its buttons below. Once it is done it becomes small print. */
export function renderRow(row: Row, numbers: Numbers, withButtons: boolean): Block[] {
  const detail = row.detail === null ? '' : tidy(row.detail, LIMIT.detail);
  const after = detail === '' ? '' : ` · ${detail}`;
  const line =
    row.mark === 'done'
      ? context(`${MARK[row.mark]}: ${wordsOf(row.spans)}${after}`)
      : paragraph([...rich(`${MARK[row.mark]}  `), ...richSpans(row.spans), ...rich(after)]);
  return withButtons ? [line, ...renderButtons(row.buttons, numbers)] : [line];
}

/** Icon and word, never the icon alone. ⚠️ is reserved for people who left. */
const MARK = {
  left: '⚠️ left',
  inactive: '◦ inactive',
  unknown: '? unknown',
  license: '▣ license',
  done: '✓ done',
  held: '‖ held',
  failed: '✗ failed',
} as const satisfies Record<Row['mark'], string>;
