import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MODULE = new URL('../../dist/shell/free-memory.js', import.meta.url).href;

const DROPS = `
import { freeMemory } from '${MODULE}';
const arrays = () => Math.round(process.memoryUsage().arrayBuffers / 2 ** 20);
let table = new Float64Array(2 ** 21);
freeMemory();
const held = arrays();
table = null;
await new Promise((go) => setImmediate(go));
freeMemory();
// V8 hands the arrays back in a thread of its own.
for (let turn = 0; turn < 2000 && arrays() >= 2; turn++) await new Promise((go) => setTimeout(go, 5));
console.log(JSON.stringify({ held, left: arrays(), gc: typeof globalThis.gc }));
`;

it('gives back a table of 16 MB that nobody uses any more, and shows gc to nobody', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', DROPS]);
  const { held, left, gc } = JSON.parse(stdout);
  expect(held).toBeGreaterThanOrEqual(16);
  expect(left).toBeLessThan(2);
  expect(gc).toBe('undefined');
});
