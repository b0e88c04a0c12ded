import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MODULE = new URL('../../dist/shell/young-generation.js', import.meta.url).href;

/** Keeps what it makes for a while, as a sync keeps the rows of a page; tells how large V8's space for new objects became. */
const BUSY = `
import { getHeapSpaceStatistics } from 'node:v8';
const letGo = process.argv.includes('held') ? (await import('${MODULE}')).holdYoungGeneration() : () => {};
let kept = [];
let most = 0;
for (let round = 0; round < 60; round++) {
  for (let i = 0; i < 20_000; i++) kept.push({ round, i, text: \`\${i} \${round}\` });
  if (kept.length > 100_000) kept = kept.slice(50_000);
  await new Promise((go) => setTimeout(go, 5));
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  most = Math.max(most, young.space_size);
}
letGo();
console.log(most);
`;

async function youngBytes(...words: string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    BUSY,
    '--',
    ...words,
  ]);
  return Number(stdout);
}

it('keeps the space for new objects at half of what V8 would take, so that the peak of a sync stays low', async () => {
  const [held, free] = [await youngBytes('held'), await youngBytes('free')];
  expect(held).toBeLessThanOrEqual(16 * 2 ** 20);
  // Proof that the work is enough to make it grow.
  expect(free).toBeGreaterThan(held);
});
