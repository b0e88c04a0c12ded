import type { Part } from '../message.ts';
import { grid, gridRow } from './grid.ts';
import { LIMIT, sizeOf } from './limit.ts';
import type { Piece } from './piece.ts';
import { line, run } from './text.ts';

type Facts = Extract<Part, { type: 'facts' }>;

const COLUMNS = [
  { width: 1, align: 'left' },
  { width: 3, align: 'left' },
] as const;

/** Labels in one column, values in the next: a FactSet would read Markdown. */
export function factsPiece(part: Facts): Piece {
  const rows = part.facts.map(({ label, value }) =>
    gridRow([line([run(label, LIMIT.label, { isSubtle: true })]), line([run(value, LIMIT.fact)])]),
  );
  const show = (from: number, to: number) => [grid(COLUMNS, rows.slice(from, to), { header: false })];
  return {
    length: rows.length,
    bytes: (at) => sizeOf(rows[at]) + 1,
    around: sizeOf(show(0, 0)),
    perPage: Number.POSITIVE_INFINITY,
    unit: 'row',
    show,
  };
}
