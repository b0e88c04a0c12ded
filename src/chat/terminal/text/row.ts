import type { Button, Row } from '../../../domain/message.ts';
import { MARK } from '../../say/chats/row-mark.ts';
import { clean } from '../../strip-controls.ts';
import { flow } from './flow.ts';
import { LIMIT } from './limit.ts';
import { beside, type Line, lineWidth, pad, styled, styledRun } from './line.ts';
import { spanRun } from './spans.ts';
import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

/** One thing to decide on: mark, line, details, and its choices below. `first` is the number of its first choice. */
export function renderRow(row: Row, first: number, width: number): Line[] {
  const narrow = width < NARROW;
  const indent = narrow ? 3 : MARK_WIDTH + 2;
  const mark = styledRun(`${MARK[row.mark]}  `);
  const text = row.spans.map(spanRun);
  const detail = row.detail === null ? '' : clean(row.detail, LIMIT.detail).trim();
  const lines = narrow
    ? outdent(
        wrap([mark, ...text, ...(detail === '' ? [] : [styledRun(` · ${detail}`, 'dim')])], width - indent),
        indent,
      )
    : withDetail(beside([[mark]], indent, wrap(text, width - indent)), detail, indent, width);
  const choices = renderButtons(row.buttons, first, width - indent);
  return [...lines.map((line) => looks(row.mark, line)), ...beside([], indent, choices)];
}

/** `[1] Remove seat  [2] Mark as known`, as many on a line as fit. */
export function renderButtons(buttons: readonly Button[], first: number, width: number): Line[] {
  const items = buttons.map((button, at) => {
    const label = clean(button.label, LIMIT.button);
    return [
      styledRun(`[${first + at}] `, 'bold'),
      isDangerous(button) ? styledRun(label, 'red') : styledRun(label),
    ];
  });
  return flow(items, '  ', width);
}

const MARK_WIDTH = Math.max(...Object.values(MARK).map(widthOf));
const NARROW = 60;

/** At the right edge of a single line if it fits, otherwise below. */
function withDetail(lines: Line[], detail: string, indent: number, width: number): Line[] {
  const [only = [], ...more] = lines;
  const room = width - lineWidth(only);
  if (detail === '') return lines;
  if (more.length === 0 && widthOf(detail) + 3 <= room)
    return [[...only, ...pad([styledRun(detail, 'dim')], room, 'right')]];
  return [...lines, ...beside([], indent, wrap([styledRun(detail, 'dim')], width - indent))];
}

/** The first line starts at the margin, the others below its text. */
function outdent(lines: readonly Line[], indent: number): Line[] {
  return lines.map((line, at) => (at === 0 ? line : [styledRun(' '.repeat(indent)), ...line]));
}

function looks(mark: Row['mark'], line: Line): Line {
  if (mark === 'left') return styled(line, 'yellow');
  return mark === 'done' ? styled(line, 'dim') : line;
}

function isDangerous(button: Button): boolean {
  return 'action' in button && button.look === 'danger';
}
