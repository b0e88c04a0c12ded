import { type Line, lineWidth, type StyledRun, styledRun } from './line.ts';
import { wrap } from './wrap.ts';

/** Items one after the other, as many on a line as fit; only an item longer than a line is broken. */
export function flow(items: readonly Line[], separator: string, width: number): Line[] {
  const lines: Line[] = [];
  let current: readonly StyledRun[] = [];
  for (const item of items) {
    const joined = [...current, styledRun(separator), ...item];
    if (current.length > 0 && lineWidth(joined) <= width) {
      current = joined;
      continue;
    }
    if (current.length > 0) lines.push(current);
    const wrapped = wrap(item, width);
    lines.push(...wrapped.slice(0, -1));
    current = wrapped.at(-1) ?? [];
  }
  return current.length > 0 ? [...lines, current] : lines;
}
