import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killedAtRequests, type WholeLife, wholeLife } from './killed-life.mjs';
import { simulatedPoints, simulateKills } from './simulated-lives.mjs';
import { startVendors, type Vendors } from './vendors/vendor-server.mjs';

/** `npm run chaos` kills more. */
const COMPANIES = 2;
const SIMULATED = 10;
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-side-'));
let vendors: Vendors;
let life: WholeLife;

beforeAll(async () => {
  vendors = await startVendors();
  life = await wholeLife(home, vendors.origins);
}, 60_000);
afterAll(async () => {
  await vendors.close();
  rmSync(home, { recursive: true, force: true });
});

test('the days that the next tests interrupt hold, fail, accept and tell', () => {
  const { whole, snapshot, runs, audit, said } = life.state;
  expect(whole).toEqual([true, []]);
  expect([snapshot.leftOvers, snapshot.waiting]).toEqual([[], []]);
  expect(runs).toEqual(expect.arrayContaining(['app05 failed permission', 'app10 failed permission']));
  const actions = new Set(audit.map((line) => line.split(' ').slice(1, 3).join(' ')));
  for (const action of [
    'run-held app:app07',
    'run-accepted app:app07',
    'run-held roster:roster',
    'known app06/app06-team',
  ])
    expect([...actions]).toContain(action);
  // Each app's own, and one about all of them.
  expect(said.length).toBeGreaterThan(32);
});

test('killed or asked to stop with many requests under way: nothing is half applied, and nothing is told twice', async () => {
  const harmed: string[] = [];
  const many: number[] = [];
  const requests = vendors.asked(life.directory);
  for (let company = 0; company < COMPANIES; company++) {
    const deaths = [0.1, 0.45, 0.8].map((part, index) => ({
      request: Math.floor((part + company * 0.1) * requests),
      signal: (company + index) % 2 === 0 ? ('SIGKILL' as const) : ('SIGTERM' as const),
    }));
    const { harm, under } = await killedAtRequests(home, deaths, { state: life.state, vendors });
    many.push(...under);
    if (harm !== null) harmed.push(`killed at ${JSON.stringify(deaths)}: ${harm}`);
  }
  expect(harmed).toEqual([]);
  expect(many.length).toBeGreaterThanOrEqual(COMPANIES * 2);
  expect(Math.max(...many)).toBeGreaterThanOrEqual(20);
}, 240_000);

test('what a kill amid reads side by side would leave ends in the same state too', async () => {
  const all = simulatedPoints(life);
  const points = Array.from(
    { length: SIMULATED },
    (_, index) => all[Math.floor(((index + 0.5) * all.length) / SIMULATED)] ?? 0,
  );
  const harmed: string[] = [];
  let ended = 0;
  await simulateKills(home, { points, vendors: true, toTheEnd: 1 }, ({ point, harm }) => {
    ended++;
    if (harm !== null) harmed.push(`killed at ${point}: ${harm}`);
  });
  expect(harmed).toEqual([]);
  // The last points may not come up: the number of statements is another one each time.
  expect(ended).toBeGreaterThan(SIMULATED / 2);
}, 240_000);
