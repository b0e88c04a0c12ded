import type { Chart } from '../../../domain/message.ts';
import { inNumbers, sparkline } from '../../figures.ts';
import type { Block } from './blocks.ts';
import { LIMIT } from './limit.ts';
import { paragraph, rich } from './rich-text.ts';
import { NOTHING, tidy } from './text.ts';

/** Slack's line chart, or the same figures as text if it cannot be shown. A series that is too long loses its oldest points. */
export function renderChart(chart: Chart, native: boolean): Block {
  const points = Math.min(chart.labels.length, LIMIT.chartPoints);
  const drawable =
    points > 0 &&
    chart.series.length > 0 &&
    chart.series.every(
      ({ values }) => values.length === chart.labels.length && values.slice(-points).every(Number.isFinite),
    );
  if (!native || !drawable) return inWords(chart);
  const categories = unique(chart.labels.slice(-points));
  const names = unique(chart.series.slice(0, LIMIT.chartSeries).map(({ name }) => name));
  return {
    type: 'data_visualization',
    title: tidy(chart.title, LIMIT.chartTitle) || NOTHING,
    chart: {
      type: 'line',
      series: names.map((name, at) => ({
        name,
        data: (chart.series[at]?.values ?? [])
          .slice(-points)
          .map((value, point) => ({ label: categories[point] ?? NOTHING, value })),
      })),
      axis_config: { categories },
    },
  };
}

/** Slack rejects a chart with two labels of the same name. */
function unique(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  return labels.map((label) => {
    let name = tidy(label, LIMIT.chartLabel) || NOTHING;
    for (let n = 2; seen.has(name); n++) {
      const suffix = ` ${n}`;
      name = `${tidy(label, LIMIT.chartLabel - suffix.length)}${suffix}`;
    }
    seen.add(name);
    return name;
  });
}

function inWords({ title, labels, series }: Chart): Block {
  const span =
    labels.length === 0
      ? ''
      : `, ${tidy(labels[0] ?? '', LIMIT.label)} to ${tidy(labels.at(-1) ?? '', LIMIT.label)}`;
  return paragraph([
    ...rich(`${tidy(title, LIMIT.name) || NOTHING}`, { bold: true }),
    ...rich(span),
    ...series
      .slice(0, LIMIT.chartSeries)
      .flatMap(({ name, values }) => rich(`\n${tidy(name, LIMIT.label) || NOTHING}: ${figures(values)}`)),
  ]);
}

/** `41 → 12 (least 10, most 44)  █▇▆▂▁` */
function figures(all: readonly number[]): string {
  const values = all.slice(-LIMIT.chartPoints);
  const few = values.filter(Number.isFinite).length < 2;
  return few ? inNumbers(values) : `${inNumbers(values)}  ${sparkline(values)}`;
}
