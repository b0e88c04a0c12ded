import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { LEAVES } from '../say/chats/terminal.ts';
import { type TerminalOutput, write } from './output.ts';

/** One conversation over two streams: reads lines, and prints without disturbing the line that is being typed. */
export interface Prompt {
  /** The next line typed at `question`; `null` when there will be none. Kept in the history. */
  command(question: string): Promise<string | null>;
  /** The answer to a question in between; `null` when it was cancelled with Ctrl-C or there will be none. */
  ask(question: string): Promise<string | null>;
  print(text: string): Promise<TerminalOutput>;
  /** Shows the prompt and the typed line again, after something else has written over them. */
  redraw(): void;
  /** Whether a line is being typed. */
  isTyping(): boolean;
  close(): void;
  /** Resolves when there will be no more lines. */
  readonly closed: Promise<void>;
}

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly isTTY: boolean;
}

export function createPrompt({ input, output, isTTY }: Streams): Prompt {
  // Without a TTY readline gets no output: it would echo what it reads.
  const lines = createInterface(isTTY ? { input, output, terminal: true } : { input, terminal: false });
  const early: string[] = [];
  let waiting: { kind: 'command' | 'ask'; resolve(line: string | null): void } | null = null;
  let interrupted = false;
  let isClosed = false;

  lines.on('line', (line) => {
    interrupted = false;
    if (waiting === null) early.push(line);
    else resolve(line);
  });
  lines.on('history', (history) => {
    if (waiting?.kind === 'ask') history.shift();
  });
  lines.on('SIGINT', () => {
    if (lines.line !== '') return clearLine();
    if (waiting?.kind === 'ask') {
      output.write('\n');
      return resolve(null);
    }
    if (interrupted) return lines.close();
    interrupted = true;
    void print(`${LEAVES}\n`);
  });
  const closed = new Promise<void>((resolve) => lines.on('close', resolve));
  lines.on('close', () => {
    isClosed = true;
    if (isTTY && waiting !== null) output.write('\n');
    resolve(null);
  });

  // readline passes on the errors of its input. They mean that the window is gone, which is treated as the end of the input.
  lines.on('error', () => lines.close());

  function resolve(line: string | null): void {
    const asked = waiting;
    waiting = null;
    lines.setPrompt('');
    asked?.resolve(line);
  }

  function clearLine(): void {
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
  }

  function next(kind: 'command' | 'ask', question: string): Promise<string | null> {
    const line = early.shift();
    if (line !== undefined || isClosed) return Promise.resolve(line ?? null);
    return new Promise((resolve) => {
      waiting = { kind, resolve };
      lines.setPrompt(question);
      if (isTTY) lines.prompt(true);
      else if (kind === 'ask') output.write(`${question}\n`);
    });
  }

  async function print(text: string): Promise<TerminalOutput> {
    if (!isTTY || isClosed) return write(output, text);
    const { down, back } = cursorRows(lines);
    const up = down > 0 ? `\u001b[${down}A` : '';
    const written = write(output, `${up}\r\u001b[J${text}${'\n'.repeat(back)}`);
    redraw();
    return written;
  }

  function redraw(): void {
    if (isTTY && !isClosed && (waiting !== null || lines.line !== '')) lines.prompt(true);
  }

  return {
    command: (question) => next('command', question),
    ask: (question) => next('ask', question),
    print,
    redraw,
    isTyping: () => isTTY && !isClosed && lines.line !== '',
    close: () => lines.close(),
    closed,
  };
}

/**
 * How many rows the cursor is below its prompt, and how many readline will go `back` up when it redraws the line. readline does not
 * count pasted rows correctly: https://github.com/nodejs/node/blob/v20.19.0/lib/internal/readline/interface.js
 */
function cursorRows(lines: Interface): { down: number; back: number } {
  const { rows, cols } = lines.getCursorPos();
  const counted: unknown = Reflect.get(lines, 'prevRows');
  const back = typeof counted === 'number' ? counted : rows;
  const isAtEdge = cols === 0 && rows > back;
  return { down: isAtEdge ? rows - 1 : rows, back };
}
