import type { Table } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { fitColumns, GAP, isRemark } from './columns.ts';
import { flow } from './flow.ts';
import { LIMIT } from './limit.ts';
import { beside, hang, type Line, pad, styled, styledRun } from './line.ts';
import { wrap } from './wrap.ts';

/** Aligned columns with wrapped text; when they are too narrow, each row becomes a block of its own. */
export function renderTable(table: Table, width: number): Line[] {
  if (table.rows.length === 0) return wrap([styledRun(tidy(table.empty, LIMIT.note))], width);
  const aligns = table.columns.map(({ align }) => align);
  const labels = table.columns.map(({ label }) => tidy(label, LIMIT.label));
  const rows = table.rows.map((row) => labels.map((_, at) => tidy(row[at] ?? '', LIMIT.cell)));

  const widths = fitColumns({ labels, rows, aligns }, width);
  if (widths === null)
    return rows.flatMap((row, at) => {
      const short = table.narrow?.[at];
      return warned(row, short === undefined ? block(labels, row, width) : shortBlock(short, width));
    });
  const columns = widths.map((own, at) => ({ own, align: aligns[at] ?? 'left' }));
  const total = widths.reduce((sum, own) => sum + own + GAP.length, -GAP.length);
  return [
    ...gridRow(labels, columns),
    [styledRun('─'.repeat(total), 'dim')],
    ...rows.flatMap((row) =>
      warned(row, isRemark(row) ? remark(row, widths[0] ?? 0, width) : gridRow(row, columns)),
    ),
  ];
}

interface Column {
  readonly own: number;
  readonly align: 'left' | 'right';
}

/** As many lines as the tallest cell. */
function gridRow(cells: readonly string[], columns: readonly Column[]): Line[] {
  const wrapped = columns.map(({ own }, at) => wrap([styledRun(cells[at] ?? '')], own));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, y) =>
    columns.flatMap(({ own, align }, at) => [
      styledRun(at > 0 ? GAP : ''),
      ...pad(wrapped[at]?.[y] ?? [], own, align),
    ]),
  );
}

function remark([name = '', text = '']: readonly string[], column: number, width: number): Line[] {
  const start = column + GAP.length;
  return beside(wrap([styledRun(name)], column), start, wrap([styledRun(text)], width - start));
}

/** The first cell as a heading, then `label: value` pairs. */
function block(labels: readonly string[], row: readonly string[], width: number): Line[] {
  const pairs = row.flatMap((value, at) => {
    if (at === 0 || value === '') return [];
    return [isRemark(row) ? [styledRun(value)] : [styledRun(`${labels[at]}: ${value}`)]];
  });
  return [
    ...wrap([styledRun(row[0] ?? '', 'bold')], width),
    ...hang([styledRun(GAP)], flow(pairs, ' · ', width - GAP.length)),
  ];
}

/** The message's own short form, if there is no room for columns. */
function shortBlock({ head, text }: { readonly head: string; readonly text: string }, width: number): Line[] {
  const rest = tidy(text, LIMIT.cell);
  return [
    ...wrap([styledRun(tidy(head, LIMIT.cell), 'bold')], width),
    ...(rest === '' ? [] : hang([styledRun(GAP)], wrap([styledRun(rest)], width - GAP.length))),
  ];
}

function warned(row: readonly string[], lines: Line[]): Line[] {
  return row.some((cell) => cell.startsWith('⚠️')) ? lines.map((line) => styled(line, 'yellow')) : lines;
}

function tidy(text: string, limit: number): string {
  return clean(text, limit).trim();
}
