import type { Writable } from 'node:stream';
import type { SyncStep } from '../../domain/sync/progress.ts';
import { clean } from '../strip-controls.ts';
import { widthOf } from './text/width.ts';

export interface Progress {
  report(step: SyncStep): void;
  /** Keeps the last step as a line of its own. */
  finish(): void;
}

export interface ProgressOptions {
  readonly output: Writable;
  readonly isTTY: boolean;
  /** Milliseconds that only grow. */
  now(): number;
}

/**
 * Long work as one line, `Figma: 214,000 accounts, 107 pages, 45,000/s`: rewritten in place on a TTY, at most every
 * 100 ms, and printed once per app at its end everywhere else.
 */
export function createProgress({ output, isTTY, now }: ProgressOptions): Progress {
  let current: { step: SyncStep; first: SyncStep; since: number; drawn: number } | null = null;

  function report(step: SyncStep): void {
    if (current !== null && current.step.name !== step.name) finish();
    const at = now();
    const { first, since, drawn } = current ?? { first: step, since: at, drawn: Number.NEGATIVE_INFINITY };
    current = { step, first, since, drawn };
    if (!isTTY || at - drawn < REDRAW_MS) return;
    current.drawn = at;
    output.write(`\r${CLEAR}${sentence(step, speed(current, at))}`);
  }

  function finish(): void {
    if (current === null) return;
    const line = sentence(current.step, speed(current, now()));
    output.write(isTTY ? `\r${CLEAR}${line}\n` : `${line}\n`);
    current = null;
  }

  return { report, finish };
}

const REDRAW_MS = 100;
const CLEAR = '\u001b[2K';
/** A line that wraps cannot be rewritten in place. */
const LONGEST = 79;

/** Rows per second since the first report; how long the first page took is not known. */
function speed(
  { step, first, since }: { step: SyncStep; first: SyncStep; since: number },
  at: number,
): number {
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
