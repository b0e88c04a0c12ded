import type { Part } from '../../../domain/message.ts';
import type { ColumnSet, RichTextBlock } from './card.ts';
import { NOTHING } from './grid.ts';
import { LIMIT, sizeOf } from './limit.ts';
import type { Piece } from './piece.ts';
import { type Looks, line, textRun } from './text.ts';

type Facts = Extract<Part, { type: 'facts' }>;

/** Labels in one column, values in the next, because a FactSet would render Markdown. */
export function factsPiece(part: Facts): Piece {
  const facts = part.facts.map(
    ({ label, value }): ColumnSet => ({
      type: 'ColumnSet',
      spacing: 'small',
      columns: [
        { type: 'Column', width: 1, items: [block(label, LIMIT.label, { isSubtle: true })] },
        { type: 'Column', width: 2, items: [block(value, LIMIT.fact)] },
      ],
    }),
  );
  return {
    length: facts.length,
    bytes: (at) => sizeOf(facts[at]) + 1,
    around: 0,
    perPage: Number.POSITIVE_INFINITY,
    unit: 'row',
    show: (from, to) => facts.slice(from, to),
  };
}

function block(text: string, limit: number, looks: Looks = {}): RichTextBlock {
  return (
    line([textRun(text, limit, looks)]) ?? {
      type: 'RichTextBlock',
      inlines: [textRun(NOTHING, limit, looks)],
    }
  );
}
