// The model of a removal with many sequences: `npm run model:removal`, or `-- 2000` for so many. Two processes share them, each with seeds
// of its own, the same in every run: what was found once is found again.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const sequences = Number(process.argv[2] ?? 10_000);
const WORKERS = 2;
const SEED = 14;
const each = Math.ceil(sequences / WORKERS);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));

function run(worker) {
  const seed = SEED + worker * each;
  process.stdout.write(`${each} sequences from seed ${seed}\n`);
  const env = { ...process.env, SEATKEEPER_SEQUENCES: String(each), SEATKEEPER_SEED: String(seed) };
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--maxWorkers=1', 'test/flows/removal/model.test.ts'],
    { env, stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const codes = await Promise.all(Array.from({ length: WORKERS }, (_, worker) => run(worker)));
process.exitCode = Math.max(...codes);
