import type { Part } from '../../../domain/message.ts';
import type { Block, RichElement } from './blocks.ts';
import { LIMIT } from './limit.ts';
import { paragraph, rich } from './rich-text.ts';
import { NOTHING, textLength, tidy } from './text.ts';

type Facts = Extract<Part, { type: 'facts' }>;

/** One line per fact; one block, or more when they are long. */
export function renderFacts({ facts }: Facts): Block[] {
  const lines = facts.map(({ label, value }) => [
    ...rich(tidy(label, LIMIT.label) || NOTHING, { bold: true }),
    ...rich(`  ${tidy(value, LIMIT.fact) || NOTHING}`),
  ]);
  return paragraphs(lines).map(({ block }) => block);
}

/** Lines below each other, in as few blocks as stay readable. */
export function paragraphs(lines: readonly (readonly RichElement[])[]): { block: Block; lines: number }[] {
  const all: { block: Block; lines: number }[] = [];
  let some: (readonly RichElement[])[] = [];
  let length = 0;
  const end = () => {
    const elements = some.flatMap((line, at) => (at === 0 ? line : [...rich('\n'), ...line]));
    if (some.length > 0) all.push({ block: paragraph(elements), lines: some.length });
    some = [];
    length = 0;
  };
  for (const line of lines) {
    const more = textLength(line) + 1;
    if (length + more > LIMIT.blockText) end();
    some.push(line);
    length += more;
  }
  end();
  return all;
}
