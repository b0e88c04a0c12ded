import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from '../../../src/chat/terminal/progress.ts';
import { widthOf } from '../../../src/chat/terminal/text/width.ts';
import { FORBIDDEN } from '../fixtures/hostile-names.ts';

function watch(isTTY: boolean) {
  const output = new PassThrough();
  let at = 1_000;
  const progress = createProgress({ output, isTTY, now: () => at });
  return {
    progress,
    read(name: string, pages: number, ms: number, size = 2_000) {
      for (let page = 1; page <= pages; page++) {
        progress.report({ name, rows: page * size, what: 'accounts', pages: page });
        at += ms;
      }
    },
    shown: () => String(output.read() ?? ''),
  };
}

it('rewrites one line on a TTY, at most every 100 ms', () => {
  const { progress, read, shown } = watch(true);
  read('Figma', 101, 10);
  progress.finish();
  const lines = shown().split('\r\u001b[2K').slice(1);
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('Figma: 2,000 accounts, 1 page');
  expect(lines[1]).toBe('Figma: 22,000 accounts, 11 pages, 200,000/s');
  expect(lines.at(-1)).toBe('Figma: 202,000 accounts, 101 pages, 198,020/s\n');
});

it('prints one final line per app elsewhere', () => {
  const { progress, read, shown } = watch(false);
  read('Figma', 107, 100);
  read('Zoom', 1, 100, 1);
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
