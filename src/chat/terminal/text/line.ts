import { widthOf } from './width.ts';

/** One line of the screen: runs of text, each with its styles. */
export type Line = readonly StyledRun[];

export interface StyledRun {
  readonly text: string;
  readonly styles: readonly Style[];
}

export type Style = 'bold' | 'dim' | 'yellow' | 'red';

export function styledRun(text: string, ...styles: readonly Style[]): StyledRun {
  return { text, styles };
}

/** The lines as text. Without colour the same characters without styles. */
export function paint(lines: readonly Line[], colour: boolean): string {
  return lines
    .map((line) =>
      trimEnd(line)
        .map((part) => paintRun(part, colour))
        .join(''),
    )
    .join('\n');
}

/** Puts `first` before the first line and as many blanks before the others. */
export function hang(first: Line, lines: readonly Line[]): Line[] {
  const blanks = styledRun(' '.repeat(lineWidth(first)));
  return lines.map((line, index) => (index === 0 ? [...first, ...line] : [blanks, ...line]));
}

/** Two blocks of lines next to each other, the left one padded to `column`. */
export function beside(left: readonly Line[], column: number, right: readonly Line[]): Line[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, y) => [
    ...pad(left[y] ?? [], column, 'left'),
    ...(right[y] ?? []),
  ]);
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, part) => sum + widthOf(part.text), 0);
}

/** The line with one more style on every run. */
export function styled(line: Line, style: Style): Line {
  return line.map((part) => ({ text: part.text, styles: [...part.styles, style] }));
}

export function pad(line: Line, width: number, align: 'left' | 'right'): Line {
  const blanks = styledRun(' '.repeat(Math.max(0, width - lineWidth(line))));
  return align === 'left' ? [...line, blanks] : [blanks, ...line];
}

const SGR: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33 };

function paintRun(part: StyledRun, colour: boolean): string {
  if (!colour || part.styles.length === 0 || part.text.trim() === '') return part.text;
  const codes = [...new Set(part.styles)].map((style) => SGR[style]).join(';');
  return `\u001b[${codes}m${part.text}\u001b[0m`;
}

function trimEnd(line: Line): Line {
  const last = line.findLastIndex((part) => part.text.trimEnd() !== '');
  return line
    .slice(0, last + 1)
    .map((part, at) => (at === last ? { ...part, text: part.text.trimEnd() } : part));
}
