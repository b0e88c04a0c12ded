import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from '../../../src/chat/terminal/progress.ts';
import { widthOf } from '../../../src/chat/terminal/text/width.ts';
import { FORBIDDEN } from '../fixtures/hostile-names.ts';

function watch(isTTY: boolean, size = { rows: 24, columns: 80 }) {
  const output = new PassThrough();
  let at = 1_000;
  let due: { readonly at: number; readonly call: () => void }[] = [];
  const progress = createProgress({
    output,
    isTTY,
    size: () => size,
    timezone: 'Europe/Berlin',
    now: () => at,
    later: (ms, call) => due.push({ at: at + ms, call }),
  });
  const of = (name: string) => ({ id: name, name, what: 'accounts' as const });
  const report = (name: string, pages: number, size: number) =>
    progress.report({ type: 'read', ...of(name), rows: pages * size, pages });
  const shown = () => String(output.read() ?? '');
  return {
    progress,
    report,
    begin: (apps: number, rosters = 1) => progress.report({ type: 'begun', apps, rosters }),
    done: (name: string) => progress.report({ type: 'done', ...of(name) }),
    waits: (name: string, until: string | null) => progress.report({ type: 'waits', ...of(name), until }),
    wait: (ms: number) => {
      at += ms;
      const now = due.filter((one) => one.at <= at);
      due = due.filter((one) => one.at > at);
      for (const { call } of now) call();
    },
    read(name: string, pages: number, ms: number, size = 2_000) {
      for (let page = 1; page <= pages; page++) {
        if (page > 1) at += ms;
        report(name, page, size);
      }
      progress.report({ type: 'done', ...of(name) });
    },
    shown,
    /** What the screen shows now. */
    screen: () => shown().split('\u001b[J').at(-1)?.split('\n') ?? [],
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
  expect(lines.at(-1)).toBe('Figma: 202,000 accounts, 101 pages, 200,000/s\n');
});

it('shows a line for each source under way, and one for all, and leaves the table to the answer', () => {
  const { progress, begin, report, done, wait, shown, screen } = watch(true);
  begin(3, 0);
  report('Figma', 0, 0);
  report('GitHub', 1, 100);
  wait(1000);
  expect(screen()).toEqual(['Figma: reading', 'GitHub: 100 accounts, 1 page', '0 of 3 read, 100 accounts']);
  report('Figma', 1, 500);
  wait(1000);
  report('Figma', 2, 500);
  done('GitHub');
  wait(100);
  expect(screen()).toEqual(['Figma: 1,000 accounts, 2 pages, 455/s', '1 of 3 read, 1,100 accounts']);
  progress.finish();
  expect(shown()).toBe('\r\u001b[1A\u001b[J');
});

it('says that a vendor asked to wait, also when nothing else happens afterwards', () => {
  const { begin, report, waits, wait, done, screen } = watch(true);
  begin(2, 0);
  report('Figma', 6, 200);
  report('Zoom', 0, 0);
  wait(100);
  screen();
  report('Figma', 7, 200);
  wait(20);
  waits('Figma', '2026-03-02T13:05:30.000Z');
  waits('Zoom', '2026-03-02T13:05:30.000Z');
  wait(80);
  expect(screen()).toEqual([
    'Figma: 1,400 accounts, 7 pages, waiting for Retry-After until 14:05:30',
    'Zoom: waiting for Retry-After until 14:05:30',
    '0 of 2 read, 1,400 accounts',
  ]);
  waits('Figma', null);
  done('Zoom');
  // A request that was given up comes too late to show a line.
  waits('Zoom', null);
  wait(100);
  expect(screen()).toEqual(['Figma: 1,400 accounts, 7 pages, 667/s', '1 of 2 read, 1,400 accounts']);
});

it('stays within the height of the terminal, and shows those that are longest under way', () => {
  const { begin, report, wait, screen } = watch(true);
  begin(200, 1);
  for (let app = 0; app < 190; app++) report(`App ${app}`, 1, 10);
  wait(100);
  report('App 150', 2, 10);
  wait(100);
  const lines = screen();
  expect(lines).toHaveLength(23);
  expect(lines[0]).toBe('App 0: 10 accounts, 1 page');
  expect(lines.slice(-2)).toEqual(['and 169 more', '0 of 201 read, 1,910 accounts']);
});

it.each([24, 40, 60, 80, 100])('never wraps a line at %i columns', (columns) => {
  const { begin, report, waits, wait, screen } = watch(true, { rows: 24, columns });
  begin(200, 3);
  for (const name of ['x'.repeat(500), '漢'.repeat(500), 'Figma']) {
    report(name, 0, 0);
    report(name, 123_456, 789);
    wait(500);
    report(name, 123_457, 789);
  }
  waits('Figma', '2026-03-02T13:05:30.000Z');
  wait(100);
  const lines = screen();
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(widthOf(line)).toBeLessThan(columns);
  expect(lines[2]).toMatch(/^Figma: .*wait/);
});

it('prints one final line per source elsewhere, when it is done', () => {
  const { progress, begin, read, report, done, shown } = watch(false);
  begin(3, 1);
  report('Zoom', 1, 1);
  read('Figma', 107, 100);
  done('Zoom');
  report('Miro', 0, 0);
  done('Miro');
  progress.finish();
  progress.finish();
  expect(shown()).toBe('Figma: 214,000 accounts, 107 pages, 20,000/s\nZoom: 1 account, 1 page\n');
});

it('counts a list that is read again from its beginning', () => {
  const { begin, report, done, wait, screen } = watch(true);
  begin(2, 0);
  report('Figma', 3, 500);
  report('Figma', 0, 0);
  report('Figma', 1, 500);
  report('Zoom', 1, 7);
  done('Figma');
  wait(100);
  expect(screen()).toEqual(['Zoom: 7 accounts, 1 page', '1 of 2 read, 507 accounts']);
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
