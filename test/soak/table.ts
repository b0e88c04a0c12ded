import type { Criterion, Sample } from './judge.ts';

/** The criteria as a table for a terminal. */
export function table(criteria: readonly Criterion[]): string {
  const rows = [
    ['', 'measured', 'must', '', ''],
    ...criteria.map(({ what, measured, must, met, more }) => [
      what,
      measured,
      must,
      met ? 'met' : 'MISSED',
      more,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One look at the process, for people who watch. */
export function sampleLine({ at, rss, handles, wal, waiting }: Sample): string {
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${Math.round(at)} s: memory ${mb(rss)}, ${handles} handles, log ${mb(wal)}, ${waiting} waiting`;
}
