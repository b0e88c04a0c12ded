import type { Chart as ChartPart } from '../../../domain/message.ts';
import { inNumbers } from '../../figures.ts';
import type { Chart, Container, Element } from './card.ts';
import { COUNT, LIMIT } from './limit.ts';
import { line, literal, textRun } from './text.ts';

/**
 * Lines for four points or more, bars for fewer. Series of very different sizes get a chart each: next to 1,240 USD, 12 findings
 * could not be seen. The fallback has the figures in words.
 */
export function renderChart(chart: ChartPart): Element[] {
  const series = chart.series.slice(0, COUNT.series);
  const points = Math.min(chart.labels.length, COUNT.points);
  const known = series.filter(({ values }) => values.slice(-points).some(Number.isFinite));
  if (points === 0 || known.length === 0) return [words(chart, [], 0)];
  const labels = distinct(chart.labels.slice(-points).map((label) => literal(label, LIMIT.point).trim()));
  const ticks = short(labels);
  return together(known, points).flatMap((group): Element[] => {
    const title = titleOf(chart, group, known.length);
    // Teams does not draw the title of a chart.
    const heading = line([textRun(title, LIMIT.chartTitle, { weight: 'bolder' })]);
    return [...(heading === null ? [] : [heading]), drawn(group, title)];
  });

  function drawn(group: Series, title: string): Chart {
    return {
      type: points > 3 ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
      title,
      ...scale(group, points),
      // A phone has no room for the labels themselves.
      xAxisTitle: labels.length === 1 ? (labels[0] ?? '') : `${labels[0]} to ${labels.at(-1)}`,
      data: group.map(({ name, values }, at) => ({
        color: COLOURS[at % COLOURS.length] ?? 'neutral',
        legend: literal(name, LIMIT.legend).trim() || '–',
        values: values
          .slice(-points)
          .flatMap((y, at) =>
            Number.isFinite(y) ? [{ x: ticks[at] ?? '', y: Math.round(y * 100) / 100 }] : [],
          ),
      })),
      fallback: words(chart, group, points),
    };
  }
}

/** Two neighbouring lines are never two blues. */
const COLOURS = ['categoricalBlue', 'categoricalMarigold', 'categoricalTeal', 'categoricalRed'] as const;

/** Teams divides the axis into four, so that whole numbers need a multiple of four at its end: nobody has 7.75 findings. */
function scale(series: Series, points: number): { yMin?: number; yMax?: number } {
  const values = series.flatMap((one) => one.values.slice(-points).filter(Number.isFinite));
  if (values.some((value) => value < 0 || !Number.isInteger(value))) return {};
  return { yMin: 0, yMax: Math.max(4, Math.ceil(Math.max(...values) / 4) * 4) };
}

type Series = ChartPart['series'];

/** One group when all series are of similar size, otherwise one group each. */
function together(series: Series, points: number): Series[] {
  const sizes = series.map(({ values }) =>
    Math.max(...values.slice(-points).filter(Number.isFinite).map(Math.abs)),
  );
  const alike = Math.max(...sizes) <= 5 * Math.max(Math.min(...sizes), 1);
  return alike ? [series] : series.map((one) => [one]);
}

function titleOf(chart: ChartPart, group: Series, of: number): string {
  const title = literal(chart.title, LIMIT.chartTitle).trim();
  const name = literal(group[0]?.name ?? '', LIMIT.legend).trim();
  return (group.length < of ? `${title}: ${name}` : title) || 'Chart';
}

/**
 * Without what all of them begin with, `W17` as `17`: a phone has room for two or three characters. The axis has the whole words.
 * Numbers that do not grow, at the end of a year, are left alone, because a client may draw numbers in their own order.
 */
function short(labels: readonly string[]): readonly string[] {
  const [first = ''] = labels;
  const [common = ''] = /^\D+/.exec(first) ?? [];
  const bare = labels.map((label) => (label.startsWith(common) ? label.slice(common.length) : label));
  const grow = bare.every(
    (text, at) => /^\d+$/.test(text) && (at === 0 || Number(text) > Number(bare[at - 1])),
  );
  return labels.length > 3 && grow ? bare : labels;
}

/** Two points with one label would be drawn on top of each other. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before === 0 && label !== '' ? label : `${label} (${before + 1})`;
  });
}

function words(chart: ChartPart, series: Series, points: number): Container {
  const first = literal(chart.labels.at(-points) ?? '', LIMIT.point);
  const last = literal(chart.labels.at(-1) ?? '', LIMIT.point);
  const lines = [
    // Otherwise the title is above the chart.
    ...(series.length === 0 ? [line([textRun(chart.title, LIMIT.chartTitle, { weight: 'bolder' })])] : []),
    ...series.map(({ name, values }) =>
      line([textRun(`${literal(name, LIMIT.legend)}: ${inNumbers(values.slice(-points))}`, LIMIT.note)], {
        spacing: 'none',
      }),
    ),
    line(
      [textRun(points === 0 ? 'No figures yet.' : `${first} to ${last}`, LIMIT.note, { isSubtle: true })],
      {
        spacing: 'none',
      },
    ),
  ];
  return { type: 'Container', items: lines.filter((made) => made !== null) };
}
