import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from '../../../src/chat/terminal/progress.ts';
import { widthOf } from '../../../src/chat/terminal/text/width.ts';
import { FORBIDDEN } from '../fixtures/hostile-names.ts';

function watch(isTTY: boolean) {
  const output = new PassThrough();
  let at = 1_000;
  const progress = createProgress({ output, isTTY, now: () => at });
  const report = (name: string, page: number, size: number, ended = false) =>
    progress.report({ name, rows: page * size, what: 'accounts', pages: page, ended });
  return {
    progress,
    report,
    wait: (ms: number) => {
      at += ms;
    },
    read(name: string, pages: number, ms: number, size = 2_000) {
      for (let page = 1; page <= pages; page++) {
        report(name, page, size);
        at += ms;
      }
      report(name, pages, size, true);
    },
    shown: () => String(output.read() ?? ''),
  };
}

it('rewrites one line on a TTY, at most every 100 ms, and keeps it at the end', () => {
  const { progress, read, shown } = watch(true);
  read('Figma', 101, 10);
  progress.finish();
  const lines = shown().split('\r\u001b[J');
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('Figma: 2,000 accounts, 1 page');
  expect(lines[1]).toBe('Figma: 22,000 accounts, 11 pages, 200,000/s');
  expect(lines.at(-1)).toBe('Figma: 202,000 accounts, 101 pages, 198,020/s\n');
});

it('shows a line for each source under way, and one for all', () => {
  const { progress, report, wait, shown } = watch(true);
  report('Figma', 1, 500);
  report('GitHub', 1, 100);
  wait(1000);
  report('Figma', 2, 500);
  report('GitHub', 1, 100, true);
  report('Zoom', 0, 0);
  wait(100);
  report('Zoom', 1, 20);
  const drawn = shown()
    .split('\u001b[J')
    .map((text) => text.split('\r')[0]);
  expect(drawn.slice(1)).toEqual([
    'Figma: 1,000 accounts, 2 pages, 500/s\nGitHub: 100 accounts, 1 page\n0 of 2 read',
    'GitHub: 100 accounts, 1 page\nFigma: 1,000 accounts, 2 pages, 500/s',
    'Figma: 1,000 accounts, 2 pages, 455/s\nZoom: 20 accounts, 1 page\n1 of 3 read',
  ]);
  progress.finish();
  expect(shown()).toBe('\r\u001b[2A\u001b[J');
});

it('stays within the height of the terminal', () => {
  const { report, wait, shown } = watch(true);
  for (let app = 0; app < 60; app++) report(`App ${app}`, 1, 10);
  wait(100);
  report('App 0', 2, 10);
  const lines = shown().split('\u001b[J').at(-1)?.split('\n') ?? [];
  expect(lines).toHaveLength(23);
  expect(lines.slice(-2)).toEqual(['and 39 more', '0 of 60 read']);
});

it('prints one final line per source elsewhere, when its read ends', () => {
  const { progress, read, report, shown } = watch(false);
  report('Zoom', 1, 1);
  read('Figma', 107, 100);
  report('Zoom', 1, 1, true);
  report('Miro', 0, 0, true);
  progress.finish();
  progress.finish();
  expect(shown()).toBe('Figma: 214,000 accounts, 107 pages, 19,813/s\nZoom: 1 account, 1 page\n');
});

it.each(['x'.repeat(500), '漢'.repeat(500), 'jo\u001b[2J\nann'])('keeps the name %j on one line', (name) => {
  const { progress, read, shown } = watch(false);
  read(name, 2, 100);
  progress.finish();
  const line = shown().trimEnd();
  expect(FORBIDDEN.exec(line)).toBeNull();
  expect(line).not.toContain('\n');
  expect(widthOf(line)).toBeLessThanOrEqual(79);
});
