import type { Button, Message, Part } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { renderChart } from './chart.ts';
import { choicesOf } from './choices.ts';
import { renderFacts } from './facts.ts';
import { LIMIT } from './limit.ts';
import { type Line, paint, styledRun } from './line.ts';
import { renderButtons, renderRow } from './row.ts';
import { spanRun } from './spans.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

export interface Screen {
  /** In columns; less than 40 counts as 40. */
  readonly width: number;
  readonly colour: boolean;
  /** The number of the first choice; 1 when left out. */
  readonly first?: number;
}

/**
 * The message as lines of at most `width` columns, wrapped and not cut, without a final newline. Colour adds only
 * SGR codes to the same text. Buttons are numbered throughout: `choices[0]` is the first number.
 */
export function renderMessage(
  message: Message,
  screen: Screen,
): { text: string; choices: readonly Button[] } {
  const width = Math.max(MIN_WIDTH, screen.width);
  const prose = Math.min(width, MAX_PROSE);
  const blocks: Block[] = [{ kind: 'prose', lines: wrap([styledRun(headline(message), 'bold')], prose) }];
  let next = screen.first ?? 1;
  for (const part of message.body) {
    blocks.push({ kind: KIND[part.type], lines: renderPart(part, next, { width, prose }) });
    if (part.type === 'row') next += part.buttons.length;
  }
  blocks.push({ kind: 'buttons', lines: renderButtons(message.buttons, next, prose) });
  return {
    text: paint(stack(blocks), screen.colour),
    choices: choicesOf(message).map(({ button }) => button),
  };
}

const MIN_WIDTH = 40;
/** Longer lines are hard to read; only tables use all of a wide screen. */
const MAX_PROSE = 110;

/** The summary of a message without a body tells everything. */
function headline({ summary, title, body }: Message): string {
  return clean(body.length === 0 ? summary : title, LIMIT.title).trim();
}

function renderPart(part: Part, next: number, { width, prose }: { width: number; prose: number }): Line[] {
  switch (part.type) {
    case 'text':
      return wrap(part.spans.map(spanRun), prose);
    case 'facts':
      return renderFacts(part, prose);
    case 'table':
      return renderTable(part, width);
    case 'chart':
      return renderChart(part, prose);
    case 'note':
      return wrap([styledRun(clean(part.text, LIMIT.note), 'dim')], prose);
    case 'row':
      return renderRow(part, next, prose);
    default:
      return part satisfies never;
  }
}

interface Block {
  readonly kind: 'prose' | 'facts' | 'grid' | 'row' | 'note' | 'buttons';
  readonly lines: readonly Line[];
}

const KIND = {
  text: 'prose',
  facts: 'facts',
  table: 'grid',
  chart: 'grid',
  note: 'note',
  row: 'row',
} as const satisfies Record<Part['type'], Block['kind']>;

/** Blocks of one kind follow each other directly; others are separated by an empty line. */
function stack(blocks: readonly Block[]): Line[] {
  const lines: Line[] = [];
  let before: Block['kind'] | null = null;
  for (const { kind, lines: more } of blocks.filter((block) => block.lines.length > 0)) {
    if (before !== null && apart(before, kind)) lines.push([]);
    lines.push(...more);
    before = kind;
  }
  return lines;
}

function apart(before: Block['kind'], kind: Block['kind']): boolean {
  if (kind === 'note') return before !== 'prose' && before !== 'note';
  return before !== kind || kind === 'grid';
}
