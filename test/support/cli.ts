import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Finished>;
  /** Everything the program has printed so far. */
  out(): string;
  /** And everything it has said or logged beside that. */
  err(): string;
  /** Resolves once this text was printed; rejects when the program ends before that. */
  printed(text: string | RegExp): Promise<void>;
}

/** Starts the built program in a folder, as a shell would with its output piped. */
export function start(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, USER: 'kim', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Finished>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const has = (text: string | RegExp) => (typeof text === 'string' ? out.includes(text) : text.test(out));
  const printed = (text: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => has(text) && resolve();
      child.stdout.on('data', look);
      void ended.then((end) => reject(new Error(`ended before it printed ${text}: ${JSON.stringify(end)}`)));
      look();
    });
  return { child, ended, out: () => out, err: () => err, printed };
}

export function run(
  cwd: string,
  words: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Finished> {
  return start(cwd, words, env).ended;
}
