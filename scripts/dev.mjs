/**
 * `npm run dev`: runs Seatkeeper on the demo company, and restarts it after every change of the source that compiles. Arguments are passed
 * to Seatkeeper: `npm run dev -- start --config my.yaml`.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const given = process.argv.slice(2);
const command = [join(root, 'dist/main.js'), ...(given.length === 0 ? ['start'] : given)];

const compiler = spawn(
  process.execPath,
  [tsc, '-p', join(root, 'tsconfig.build.json'), '--watch', '--preserveWatchOutput'],
  // A group of its own: tsc is a wrapper, and its native process has to end with it.
  { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
);
let product = null;
let ended = false;

compiler.stdout.setEncoding('utf8').on('data', (text) => {
  const found = /Found (\d+) errors?/.exec(text)?.[1];
  if (found !== '0') process.stdout.write(text);
  if (found === '0') restart();
});
compiler.on('exit', () => end(1));

function restart() {
  if (product === null) return launch();
  // The next one starts when this one has stopped cleanly and released the lock of the database.
  product.removeAllListeners('exit').on('exit', launch).kill('SIGTERM');
}

function launch() {
  product = spawn(process.execPath, command, { stdio: 'inherit' });
  product.on('exit', (code) => end(code ?? 0));
}

function end(code) {
  if (ended) return;
  ended = true;
  process.exitCode = code;
  if (compiler.exitCode === null) process.kill(-compiler.pid, 'SIGTERM');
  product?.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));
