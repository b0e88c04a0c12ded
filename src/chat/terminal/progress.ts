import type { Writable } from 'node:stream';
import type { ProgressSource, SyncStep } from '../../domain/sync/progress.ts';
import { type Look, lineOf, type Reading, totalLine } from './progress-lines.ts';

export interface Progress {
  report(step: SyncStep): void;
  /** Takes away what is not final. */
  finish(): void;
}

export interface ProgressOptions {
  readonly output: Writable;
  readonly isTTY: boolean;
  /** Lines and columns of the terminal. */
  readonly size: () => { readonly rows: number; readonly columns: number };
  /** The organisation's, an IANA name. */
  readonly timezone: string;
  /** Milliseconds that only grow. */
  now(): number;
  /** Calls back after this many milliseconds, unless the process ends first. */
  later(ms: number, call: () => void): void;
}

const REDRAW_MS = 100;
const CLEAR_BELOW = '\u001b[J';
const NARROWEST = 20;
const WIDEST = 99;
/** For output without a terminal. */
const OF_A_LOG: Pick<Look, 'width'> = { width: 79 };

/**
 * A sync, a line for each source under way, `Figma: 214,000 accounts, 107 pages, 45,000/s`, and one for all: rewritten in place on a TTY,
 * at most every 100 ms. The read of a single source leaves its line; of many, the answer has a table. Elsewhere a line is written for each
 * source when it is done, and that is all.
 */
export function createProgress({ output, isTTY, size, timezone, now, later }: ProgressOptions): Progress {
  const readings = new Map<string, Reading>();
  let all = 0;
  let done = 0;
  /** Of sources that are done. */
  let accounts = 0;
  let drawnLines = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let awaitsDraw = false;

  const look = (): Look => ({
    ...(isTTY ? { width: Math.min(WIDEST, Math.max(NARROWEST, size().columns - 1)) } : OF_A_LOG),
    timezone,
  });

  function report(step: SyncStep): void {
    const at = now();
    switch (step.type) {
      case 'begun':
        forget();
        all = step.apps + step.rosters;
        break;
      case 'read':
        readings.set(keyOf(step), taken(readings.get(keyOf(step)), step, at));
        break;
      case 'waits': {
        const reading = readings.get(keyOf(step));
        // A request that is given up may say so after its source is done.
        if (reading === undefined) return;
        readings.set(keyOf(step), { ...reading, waitsUntil: step.until });
        break;
      }
      case 'done':
        end(step, at);
        break;
      default:
        step satisfies never;
    }
    if (isTTY) drawSoon(at);
  }

  function end(source: ProgressSource, at: number): void {
    const reading = readings.get(keyOf(source));
    readings.delete(keyOf(source));
    done++;
    if (reading === undefined) return;
    if (source.what === 'accounts') accounts += reading.rows;
    if (reading.pages === 0 || (isTTY && all > 1)) return;
    output.write(`${erased()}${lineOf({ ...reading, waitsUntil: null }, at, look())}\n`);
  }

  /** At once, or when enough time has passed since the last time. */
  function drawSoon(at: number): void {
    const wait = drawnAt + REDRAW_MS - at;
    if (wait <= 0) draw(at);
    if (wait <= 0 || awaitsDraw) return;
    awaitsDraw = true;
    later(wait, () => {
      if (awaitsDraw) draw(now());
    });
  }

  function draw(at: number): void {
    const before = erased();
    awaitsDraw = false;
    drawnAt = at;
    const seen = look();
    // Reads that have been under way longest come first.
    const lines = [...readings.values()].map((reading) => lineOf(reading, at, seen));
    // The line of all, and one to type on.
    const room = Math.max(1, size().rows - 2);
    const shown =
      lines.length > room ? [...lines.slice(0, room - 1), `and ${lines.length - room + 1} more`] : lines;
    if (Math.max(all, done + lines.length) > 1) shown.push(totalLine(total(), seen));
    // In one piece: a screen that is empty in between flickers.
    if (before !== '' || shown.length > 0) output.write(`${before}${shown.join('\n')}`);
    drawnLines = shown.length;
  }

  function total() {
    const now = [...readings.values()].filter(({ source }) => source.what === 'accounts');
    return {
      done,
      all: Math.max(all, done + readings.size),
      accounts: now.reduce((sum, { rows }) => sum + rows, accounts),
    };
  }

  /** What takes away the lines that are drawn. */
  function erased(): string {
    if (drawnLines === 0) return '';
    const up = drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : '';
    drawnLines = 0;
    return `\r${up}${CLEAR_BELOW}`;
  }

  function forget(): void {
    readings.clear();
    all = 0;
    done = 0;
    accounts = 0;
  }

  function finish(): void {
    const before = erased();
    if (before !== '') output.write(before);
    forget();
    awaitsDraw = false;
    drawnAt = Number.NEGATIVE_INFINITY;
  }

  return { report, finish };
}

/** A list that is read again starts from the beginning. */
function taken(
  before: Reading | undefined,
  { id, name, what, rows, pages }: Extract<SyncStep, { type: 'read' }>,
  at: number,
): Reading {
  const first = pages === 0 ? null : (before?.first ?? { rows, at });
  return { source: { id, name, what }, rows, pages, first, waitsUntil: before?.waitsUntil ?? null };
}

function keyOf({ what, id }: ProgressSource): string {
  return `${what} ${id}`;
}
