import type { Chart } from '../../../domain/message.ts';
import { inNumbers, sparkline } from '../../figures.ts';
import { clean } from '../../strip-controls.ts';
import { flow } from './flow.ts';
import { LIMIT } from './limit.ts';
import { beside, type Line, styledRun } from './line.ts';
import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

/** One small curve per series with its numbers next to it, so that nobody has to read the heights. */
export function renderChart(chart: Chart, width: number): Line[] {
  const names = chart.series.map(({ name }) => clean(name, LIMIT.label));
  const column = Math.min(Math.floor(width / 3), Math.max(0, ...names.map(widthOf))) + 2;
  const points = Math.min(chart.labels.length, width - column);
  const title = wrap([styledRun(clean(chart.title, LIMIT.title), 'bold')], width);
  if (points === 0) return [...title, ...wrap([styledRun('No figures yet.')], width)];

  const labels = chart.labels.slice(-points).map((label) => clean(label, LIMIT.label));
  const span = labels.length === 1 ? (labels[0] ?? '') : `${labels[0]} to ${labels.at(-1)}`;
  return [
    ...title,
    ...chart.series.flatMap(({ values }, at) => {
      const shown = values.slice(-points);
      const curve = flow(
        [[styledRun(sparkline(shown))], [styledRun(inNumbers(shown))]],
        '  ',
        width - column,
      );
      return beside(wrap([styledRun(names[at] ?? '')], column - 2), column, curve);
    }),
    ...beside([], column, wrap([styledRun(span, 'dim')], width - column)),
  ];
}
