import type { Part } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { LIMIT } from './limit.ts';
import { beside, type Line, styledRun } from './line.ts';
import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

type Facts = Extract<Part, { type: 'facts' }>;

/** Labels in one column, values in the next. */
export function renderFacts(part: Facts, width: number): Line[] {
  const facts = part.facts.map(({ label, value }) => ({
    label: clean(label, LIMIT.label),
    value: clean(value, LIMIT.fact),
  }));
  const column =
    Math.min(Math.floor(width / 3), Math.max(0, ...facts.map(({ label }) => widthOf(label)))) + 2;
  return facts.flatMap(({ label, value }) =>
    beside(wrap([styledRun(label, 'dim')], column - 2), column, wrap([styledRun(value)], width - column)),
  );
}
