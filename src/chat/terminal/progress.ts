import type { Writable } from 'node:stream';
import type { SyncStep } from '../../domain/sync/progress.ts';
import { clean } from '../strip-controls.ts';
import { widthOf } from './text/width.ts';

export interface Progress {
  report(step: SyncStep): void;
  /** Takes away what is not final. */
  finish(): void;
}

export interface ProgressOptions {
  readonly output: Writable;
  readonly isTTY: boolean;
  /** Lines of the terminal. */
  readonly height?: () => number;
  /** Milliseconds that only grow. */
  now(): number;
}

/** One source under way. */
interface Reading {
  readonly step: SyncStep;
  /** The first step with rows, and when it came. */
  readonly first: SyncStep;
  readonly since: number;
}

/**
 * Long work, a line for each source under way, `Figma: 214,000 accounts, 107 pages, 45,000/s`, and one for all: rewritten in place on
 * a TTY, at most every 100 ms. When the read of a source ends its line stays; elsewhere that is all that is written.
 */
export function createProgress({ output, isTTY, height = () => 24, now }: ProgressOptions): Progress {
  const readings = new Map<string, Reading>();
  let ended = 0;
  let drawnLines = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;

  function report(step: SyncStep): void {
    const at = now();
    const before = readings.get(step.name);
    const known = before === undefined || before.first.rows === 0 ? { first: step, since: at } : before;
    const reading = { first: known.first, since: known.since, step };
    if (step.ended === true) {
      readings.delete(step.name);
      ended++;
      if (step.pages > 0) keep(lineOf(reading, at));
    } else readings.set(step.name, reading);
    if (isTTY && (step.ended === true || at - drawnAt >= REDRAW_MS)) draw(at);
  }

  function keep(line: string): void {
    erase();
    output.write(`${line}\n`);
  }

  function draw(at: number): void {
    erase();
    drawnAt = at;
    const lines = [...readings.values()].map((reading) => lineOf(reading, at));
    // The line of all, and one to type on.
    const room = Math.max(1, height() - 2);
    const shown =
      lines.length > room ? [...lines.slice(0, room - 1), `and ${lines.length - room + 1} more`] : lines;
    if (lines.length > 1) shown.push(`${ended} of ${ended + lines.length} read`);
    if (shown.length === 0) return;
    output.write(shown.join('\n'));
    drawnLines = shown.length;
  }

  function erase(): void {
    if (drawnLines === 0) return;
    output.write(`\r${drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : ''}${CLEAR_BELOW}`);
    drawnLines = 0;
  }

  function finish(): void {
    erase();
    readings.clear();
    ended = 0;
    drawnAt = Number.NEGATIVE_INFINITY;
  }

  return { report, finish };
}

const REDRAW_MS = 100;
const CLEAR_BELOW = '\u001b[J';
/** A line that wraps cannot be rewritten in place. */
const LONGEST = 79;

function lineOf(reading: Reading, at: number): string {
  return sentence(reading.step, speed(reading, at));
}

/** Rows per second since the first report; how long the first page took is not known. */
function speed({ step, first, since }: Reading, at: number): number {
  return at > since ? Math.round(((step.rows - first.rows) / (at - since)) * 1000) : 0;
}

function sentence({ name, rows, what, pages }: SyncStep, rate: number): string {
  const counts = [
    `${figure.format(rows)} ${rows === 1 ? ONE[what] : what}`,
    `${figure.format(pages)} ${pages === 1 ? 'page' : 'pages'}`,
    ...(rate > 0 ? [`${figure.format(rate)}/s`] : []),
  ].join(', ');
  const room = LONGEST - counts.length - 2;
  const full = clean(name, room);
  return `${widthOf(full) <= room ? full : clean(name, Math.floor(room / 2))}: ${counts}`;
}

const ONE = { accounts: 'account', people: 'person' } as const;
const figure = new Intl.NumberFormat('en-US');
