import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const { PATH, TMPDIR } = process.env;
/** The environment of a measured process, which must not depend on the caller's, but for the disk that it sorts on. */
const ENVIRONMENT = { PATH, TZ: 'UTC', LOG_LEVEL: 'warn', ...(TMPDIR === undefined ? {} : { TMPDIR }) };

const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs a program to its end. Returns the wall seconds from its start to its exit, its output, and the text it wrote to file
 * descriptor 3. Throws unless it exits with 0.
 */
export async function runProcess(program, words, { cwd, input = '', env = {} } = {}) {
  const started = performance.now();
  const child = spawn(program, words, {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ end: code ?? signal, at: performance.now() }));
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [{ end, at }, ...printed] = await Promise.all([
    ended,
    ...child.stdio.slice(1).map((stream) => text(stream)),
  ]);
  running.delete(child);
  const [stdout, stderr, extra] = printed;
  if (end !== 0) throw new Error(`${program} ${words.join(' ')} exited with ${end}: ${stderr}${stdout}`);
  return { seconds: (at - started) / 1000, stdout, extra };
}
