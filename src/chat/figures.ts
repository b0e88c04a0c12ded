/** Figures over time in words: `41 → 12 (least 10, most 44)`. Values that are not numbers are left out. */
export function inNumbers(values: readonly number[]): string {
  const known = values.filter(Number.isFinite);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'no figures';
  if (known.length === 1) return figure(first);
  return `${figure(first)} → ${figure(last)} (least ${figure(Math.min(...known))}, most ${figure(Math.max(...known))})`;
}

/** The same as a curve of characters, `█▇·▂▁`, scaled from zero, so that a small change does not look like a large one. */
export function sparkline(values: readonly number[]): string {
  const known = values.filter(Number.isFinite);
  const most = Math.max(0, ...known);
  const least = Math.min(0, ...known);
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return '·';
      return BARS[most === least ? 0 : Math.round(((value - least) / (most - least)) * (BARS.length - 1))];
    })
    .join('');
}

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

function figure(value: number): string {
  return format.format(value);
}
