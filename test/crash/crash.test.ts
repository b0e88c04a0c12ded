import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killedLife, type WholeLife, wholeLife } from './killed-life.mjs';
import { simulatedPoints, simulateKills } from './simulated-lives.mjs';

/** The number of evenly spread points at which a process is killed, besides every third around a post; `npm run chaos` kills at many more. */
const SPREAD = 24;
/** Each company is killed several times, several steps apart. */
const COMPANIES = 8;
const AT_ONCE = 3;
/** In memory where possible: a killed process loses nothing that it has handed to the kernel. */
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-crash-'));
let life: WholeLife;

beforeAll(async () => {
  life = await wholeLife(home);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the script that the next test interrupts covers every kind of run, decision and message', () => {
  const whole = life.state;
  expect(whole.whole).toEqual([true, []]);
  expect(whole.snapshot.leftOvers).toEqual([]);
  expect(whole.snapshot.waiting).toEqual([]);
  expect(whole.runs).toEqual(expect.arrayContaining(['figma failed bad-file', 'csv complete']));
  const actions = new Set(whole.audit.map((line) => line.split(' ')[1]));
  expect([...actions].sort()).toEqual([
    'add-person',
    'clock-set',
    'digest-sent',
    'known',
    'known-lapsed',
    'link',
    'run-accepted',
    'run-complete',
    'run-dropped',
    'run-failed',
    'run-held',
    'snooze',
    'taken-over',
  ]);
  expect(life.posts.length).toBeGreaterThan(40);
});

test('a service killed at any point loses nothing, repeats nothing and ends in the same state', async () => {
  const { points, posts } = life;
  const spread = Array.from({ length: SPREAD }, (_, index) => 1 + Math.floor((index * points) / SPREAD));
  const third = posts.filter((_, index) => index % 3 === 0);
  const kills = [...new Set([...spread, ...third])].sort((a, b) => a - b);
  expect(kills.length).toBeGreaterThanOrEqual(48);
  const lives = Array.from({ length: COMPANIES }, (_, company) =>
    kills.filter((_kill, index) => index % COMPANIES === company),
  );
  const crash = async (deaths: readonly number[]) => ({
    deaths,
    harm: await killedLife(home, deaths, life),
  });
  const harmed = (await inTurns(lives, crash)).filter(({ harm }) => harm !== null);
  // Find out which of the deaths did the harm, for a few examples.
  const single = harmed.slice(0, 4).flatMap(({ deaths }) => deaths.map((kill) => [kill]));
  const named = (await inTurns(single, crash)).filter(({ harm }) => harm !== null);
  const problems = (named.length > 0 ? named : harmed).map(
    ({ deaths, harm }) => `killed at ${deaths.join()}: ${harm}`,
  );
  expect(problems).toEqual([]);
}, 400_000);

test('what a kill would leave, copied and lived on in one process, ends in the same state too', async () => {
  const posts = new Set(life.posts);
  const points = simulatedPoints(life).filter((point, index) => index % 150 === 0 || posts.has(point));
  expect(points.length).toBeGreaterThanOrEqual(110);
  const ends: { readonly point: number; readonly harm: string | null }[] = [];
  await simulateKills(home, { points, toTheEnd: 10 }, ({ point, harm }) => ends.push({ point, harm }));
  expect(ends.toSorted((a, b) => a.point - b.point)).toEqual(points.map((point) => ({ point, harm: null })));
}, 120_000);

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const queue = [...items];
  const done: Result[] = [];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) done.push(await work(item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}
