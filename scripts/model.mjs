// The model of a removal with many sequences: `npm run model:removal`, or `-- 2000` for so many. Two processes share them, each with seeds
// of its own, the same in every run: what was found once is found again.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sequences = Number(process.argv[2] ?? 10_000);
const WORKERS = 2;
const SEED = 14;
const each = Math.ceil(sequences / WORKERS);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const MEMORY = '/dev/shm';
/** More than the databases of two batches take. */
const ROOM = 2 ** 30;

/** A process that is killed here leaves its database as it is, so that the disk has nothing to prove: it lies in memory where there is room. */
function place() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize > ROOM) return mkdtempSync(join(MEMORY, 'seatkeeper-model-'));
  } catch {
    // This machine has no such place.
  }
  return mkdtempSync(join(tmpdir(), 'seatkeeper-model-'));
}

function run(worker, folder) {
  const seed = SEED + worker * each;
  process.stdout.write(`${each} sequences from seed ${seed}\n`);
  const env = {
    ...process.env,
    SEATKEEPER_SEQUENCES: String(each),
    SEATKEEPER_SEED: String(seed),
    TMPDIR: folder,
  };
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--maxWorkers=1', 'test/flows/removal/model.test.ts'],
    { env, stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const folder = place();
try {
  const codes = await Promise.all(Array.from({ length: WORKERS }, (_, worker) => run(worker, folder)));
  process.exitCode = Math.max(...codes);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
