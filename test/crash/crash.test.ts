import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndState, endState } from './end-state.ts';

const DRIVER = fileURLToPath(new URL('./crash-driver.mjs', import.meta.url));
/** Points spread evenly, beside every point around a post. */
const SPREAD = 72;
/** Each life of a company dies several times, steps apart. */
const COMPANIES = 24;
const AT_ONCE = 3;
/** In memory where there is such a place: a killed process loses nothing that the kernel has. */
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-crash-'));
const pointsFile = join(home, 'points.json');
let whole: EndState;
let points = 0;
let posts: readonly number[] = [];

beforeAll(async () => {
  const directory = join(home, 'whole');
  expect(await live(directory, 'whole')).toBe(0);
  ({ points, posts } = JSON.parse(readFileSync(pointsFile, 'utf8')));
  whole = stateOf(directory);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the script that is interrupted covers the whole story', () => {
  expect(whole.whole).toEqual([true, []]);
  expect(whole.picture.leftOvers).toEqual([]);
  expect(whole.picture.waiting).toEqual([]);
  expect(whole.runs).toEqual(expect.arrayContaining(['figma failed bad-file', 'csv complete']));
  const actions = new Set(whole.audit.map((line) => line.split(' ')[1]));
  expect([...actions].sort()).toEqual([
    'add-person',
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
  expect(posts.length).toBeGreaterThan(40);
});

test('a service killed at any point loses nothing, repeats nothing and ends in the same state', async () => {
  const spread = Array.from({ length: SPREAD }, (_, index) => 1 + Math.floor((index * points) / SPREAD));
  const kills = [...new Set([...spread, ...posts])].sort((a, b) => a - b);
  expect(kills.length).toBeGreaterThanOrEqual(120);
  const lives = Array.from({ length: COMPANIES }, (_, company) =>
    kills.filter((_kill, index) => index % COMPANIES === company),
  );
  const harmed = (await inTurns(lives, crashAt)).filter(({ harm }) => harm !== null);
  // Which of its deaths did it? A few examples will do.
  const single = harmed.slice(0, 4).flatMap(({ deaths }) => deaths.map((kill) => [kill]));
  const named = (await inTurns(single, crashAt)).filter(({ harm }) => harm !== null);
  const told = (named.length > 0 ? named : harmed).map(
    ({ deaths, harm }) => `killed at ${deaths.join()}: ${harm}`,
  );
  expect(told).toEqual([]);
}, 170_000);

interface Life {
  readonly deaths: readonly number[];
  readonly harm: string | null;
}

/** Lives until it is killed, again and again, now and then while it recovers, and then to the end. */
async function crashAt(deaths: readonly number[]): Promise<Life> {
  const directory = mkdtempSync(join(home, 'company-'));
  for (const kill of deaths) {
    const ended = await live(directory, String(kill));
    if (ended !== 'SIGKILL') return { deaths, harm: `not killed at ${kill}, but ended with ${ended}` };
    if (kill % 5 === 0) await live(directory, `start:${30 + (kill % 60)}`);
  }
  const end = await live(directory, '0');
  const harm = end === 0 ? differences(stateOf(directory)) : `did not come up again: ${end}`;
  rmSync(directory, { recursive: true, force: true });
  return { deaths, harm };
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<Life>): Promise<Life[]> {
  const queue = [...items];
  const done: Life[] = [];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) done.push(await work(item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

function live(directory: string, death: string): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const words = [DRIVER, directory, death, pointsFile];
    // One that hangs ends with SIGTERM, which is not the death it was to die.
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 30_000 });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code === 0 ? 0 : (signal ?? `${code} ${complaint}`)));
  });
}

function stateOf(directory: string): EndState {
  return endState(join(directory, 'seatkeeper.db'), join(directory, 'notebook.jsonl'));
}

/** What is missing or too much, compared with the run that nobody killed. */
function differences(state: EndState): string | null {
  const parts = (of: EndState) => ({
    ...of.picture,
    whole: [of.whole],
    runs: of.runs,
    audit: of.audit,
    said: of.said,
  });
  const wanted: Readonly<Record<string, readonly unknown[]>> = parts(whole);
  const lines = Object.entries(parts(state)).flatMap(([name, rows]) => {
    const is = rows.map((row) => JSON.stringify(row));
    const should = (wanted[name] ?? []).map((row) => JSON.stringify(row));
    if (is.join('\n') === should.join('\n')) return [];
    const lost = should.filter((row) => !is.includes(row));
    const extra = is.filter((row) => !should.includes(row));
    return [`${name}: lost ${lost.join(' ') || 'nothing'}, has more ${extra.join(' ') || 'nothing'}`];
  });
  return lines.length === 0 ? null : lines.join('; ');
}
