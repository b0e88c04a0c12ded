import { isMissed } from './figures.mjs';

const HEAD = ['', 'measured', 'must', 'aim', 'outcome', ''];

/** The figures as a Markdown table for docs/figures.md, or as a table for a terminal. */
export function table(figures, { markdown, judged }) {
  const rows = figures.map((figure) => cells(figure, judged));
  if (markdown) {
    const line = (row) => `| ${row.join(' | ')} |`;
    return [line(HEAD), '| :-- | --: | --: | --: | :-- | :-- |', ...rows.map(line)].join('\n');
  }
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column].length)));
  return [HEAD, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column >= 1 && column <= 3 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells(figure, judged) {
  const { what, value, unit, digits, must, aim, more = '' } = figure;
  const limit = (number) => (number === undefined ? '' : `≤ ${number}${unit}`);
  return [
    what,
    `${value.toFixed(digits)}${unit}`,
    limit(must),
    limit(aim),
    judged ? outcome(figure) : '',
    more,
  ];
}

function outcome(figure) {
  if (isMissed(figure)) return 'MISSED';
  if (figure.must === undefined) return '';
  return figure.aim !== undefined && figure.value > figure.aim ? 'met, not the aim' : 'met';
}
