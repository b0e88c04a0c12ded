// The soak: `npm run soak`, or `-- --minutes 2 --seed 7`. Runs the built service for so long between chats that fail, apps that change and
// kills, prints a table, and exits with 1 when a criterion is missed. test/soak/ says what happens and what is judged.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { minutes, seed } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
}).values;
if (!(Number(minutes) > 0) || !Number.isInteger(Number(seed))) {
  process.stderr.write('Write it like: npm run soak -- --minutes 30 --seed 7\n');
  process.exit(1);
}
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const env = { ...process.env, SOAK_MINUTES: minutes, SOAK_SEED: seed };
const child = spawn(process.execPath, [vitest, 'run', '--config', 'vitest.soak.config.ts'], {
  env,
  stdio: 'inherit',
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
