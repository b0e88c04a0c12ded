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
      ? context(`${markOf(row)}: ${wordsOf(row.spans)}${after}`)
      : paragraph([...rich(`${markOf(row)}  `), ...richSpans(row.spans), ...rich(after)]);
  return withButtons ? [line, ...renderButtons(row.buttons, numbers)] : [line];
}

/** Icon and word, without the word where the line already contains it. ⚠️ is reserved for people who left. */
function markOf({ mark, spans }: Row): string {
  const { icon, word, said } = MARK[mark];
  const line = spans.filter((span) => typeof span === 'string').join(' ');
  return said.test(line) ? icon : `${icon} ${word}`;
}

const MARK = {
  left: { icon: '⚠️', word: 'left', said: /\b(?:left|offboarded)\b/ },
  inactive: { icon: '◦', word: 'inactive', said: /\binactive\b/ },
  unknown: { icon: '?', word: 'unknown', said: /\bunknown\b/ },
  license: { icon: '▣', word: 'license', said: /\blicenses?\b/ },
  done: { icon: '✓', word: 'done', said: /\bdone\b/ },
  held: { icon: '‖', word: 'held', said: /\bheld\b/ },
  failed: { icon: '✗', word: 'failed', said: /\bfailed\b/ },
} as const satisfies Record<Row['mark'], unknown>;
