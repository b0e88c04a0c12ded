import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndState, endState } from './end-state.ts';

const DRIVER = fileURLToPath(new URL('./crash-driver.mjs', import.meta.url));
/** The number of evenly spread points, besides every point around a post. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 0);
const SPREAD = KILLS || 72;
/** Each company is killed several times, several steps apart. */
const COMPANIES = KILLS === 0 ? 24 : Math.max(1, Math.ceil(KILLS / 5));
/** Where `npm run chaos` notes each company that has been through it; those that are noted are not repeated. */
const REPORT = process.env.CHAOS_REPORT;
const TIMEOUT = KILLS === 0 ? 400_000 : 60_000 + KILLS * 20_000;
const AT_ONCE = 3;
/** In memory where possible: a killed process loses nothing that it has handed to the kernel. */
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

test('the script that the next test interrupts covers every kind of run, decision and message', () => {
  expect(whole.whole).toEqual([true, []]);
  expect(whole.snapshot.leftOvers).toEqual([]);
  expect(whole.snapshot.waiting).toEqual([]);
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

test(
  'a service killed at any point loses nothing, repeats nothing and ends in the same state',
  async () => {
    const spread = Array.from({ length: SPREAD }, (_, index) => 1 + Math.floor((index * points) / SPREAD));
    const kills = [...new Set(KILLS === 0 ? [...spread, ...posts] : spread)].sort((a, b) => a - b);
    if (KILLS === 0) expect(kills.length).toBeGreaterThanOrEqual(120);
    const lives = Array.from({ length: COMPANIES }, (_, company) =>
      kills.filter((_kill, index) => index % COMPANIES === company),
    );
    const harmed = (await inTurns(lives, crashAt)).filter(({ harm }) => harm !== null);
    // Find out which of the deaths did the harm, for a few examples.
    const single = harmed.slice(0, 4).flatMap(({ deaths }) => deaths.map((kill) => [kill]));
    const named = (await inTurns(single, crashAt)).filter(({ harm }) => harm !== null);
    const problems = (named.length > 0 ? named : harmed).map(
      ({ deaths, harm }) => `killed at ${deaths.join()}: ${harm}`,
    );
    expect(problems).toEqual([]);
  },
  TIMEOUT,
);

interface Life {
  readonly deaths: readonly number[];
  readonly harm: string | null;
}

/** Runs a company to its end, killed at each of these points, and now and then while it recovers. */
async function crashAt(deaths: readonly number[]): Promise<Life> {
  const before = noted(deaths);
  if (before !== null) return before;
  const life = await liveAndDie(deaths);
  if (REPORT !== undefined) appendFileSync(REPORT, `${JSON.stringify({ points, ...life })}\n`);
  return life;
}

/** What an earlier `npm run chaos` found, if the script still has as many points. */
function noted(deaths: readonly number[]): Life | null {
  if (REPORT === undefined || !existsSync(REPORT)) return null;
  const lives = readFileSync(REPORT, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Life & { points: number });
  return lives.find((life) => life.points === points && life.deaths.join() === deaths.join()) ?? null;
}

async function liveAndDie(deaths: readonly number[]): Promise<Life> {
  const directory = mkdtempSync(join(home, 'company-'));
  for (const kill of deaths) {
    const ended = await live(directory, String(kill));
    if (ended !== 'SIGKILL') return { deaths, harm: `not killed at ${kill}, but ended with ${ended}` };
    if (kill % 5 === 0) await live(directory, `start:${30 + (kill % 60)}`);
  }
  const end = await live(directory, '0');
  const harm = end === 0 ? differences(stateOf(directory)) : `did not start again: ${end}`;
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
    // A process that hangs is ended by SIGTERM, so it does not count as killed at its point.
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

/** The rows that are missing or extra, compared with the run that was not killed. */
function differences(state: EndState): string | null {
  const parts = (of: EndState) => ({
    ...of.snapshot,
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
    return [`${name}: missing ${lost.join(' ') || 'nothing'}, extra ${extra.join(' ') || 'nothing'}`];
  });
  return lines.length === 0 ? null : lines.join('; ');
}
