import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { daysOf } from './days.mjs';
import { differences, endState } from './end-state.mjs';

const DRIVER = fileURLToPath(new URL('./crash-driver.mjs', import.meta.url));
const PATIENCE_MS = 60_000;
/** How much of what a process wrote to stderr is kept: the end says why. */
const LAST_WORDS = 2000;
const pointsFile = (home, origins) =>
  join(home, origins === undefined ? 'points.json' : 'vendor-points.json');

/**
 * The script played by a process that nobody kills: its points, those around posts, where steps begin, and what it leaves. With the days of
 * the HTTP servers at `origins`, where some are given.
 */
export async function wholeLife(home, origins) {
  const directory = mkdtempSync(join(home, 'whole-'));
  const ended = await run(home, directory, 'whole', { origins });
  if (ended !== 0) throw new Error(`the script ended with ${ended}`);
  const played = JSON.parse(readFileSync(pointsFile(home, origins), 'utf8'));
  return { ...played, origins, directory, state: endState(directory, daysOf(origins).inOrder) };
}

/** Runs a company to its end, killed at each of these points, and now and then while it recovers. Returns the harm, or `null`. */
export async function killedLife(home, deaths, { state, origins }) {
  const directory = mkdtempSync(join(home, 'company-'));
  for (const kill of deaths) {
    const ended = await run(home, directory, String(kill), { origins });
    // Reads that are side by side run another number of statements each time.
    if (ended === 0 && origins !== undefined) break;
    if (ended !== 'SIGKILL') return `not killed at ${kill}, but ended with ${ended}`;
    if (kill % 5 === 0) await run(home, directory, `start:${30 + (kill % 60)}`, { origins });
  }
  return await harmOf(home, directory, { state, origins });
}

/**
 * The same with the days of the HTTP servers, killed while requests are under way: each of `deaths` is the request after which, counted since the
 * company began, and the signal. Returns the harm, how many kills there were, and how many requests were under way at each.
 */
export async function killedAtRequests(home, deaths, { state, vendors }) {
  const directory = mkdtempSync(join(home, 'company-'));
  const { origins } = vendors;
  const under = [];
  for (const { request, signal } of deaths) {
    let now = 0;
    let quiet;
    const ended = await run(home, directory, '0', {
      origins,
      onStart(child) {
        const kill = () => {
          // Once: a second SIGTERM ends a process at once.
          vendors.watch(directory, () => true);
          child.kill(signal);
        };
        // From that request on nothing is answered, until every read waits.
        vendors.watch(directory, (asked, underWay) => {
          if (asked < request) return false;
          now = underWay;
          clearTimeout(quiet);
          quiet = setTimeout(kill, now < MANY ? QUIET_MS : 0);
          return true;
        });
      },
    });
    // Of a life that ended by itself: it would leave the next one without answers.
    clearTimeout(quiet);
    if (now > 0) under.push(now);
    vendors.watch(directory, null);
    if (ended === 0) break;
    if (ended !== 'SIGKILL' && !String(ended).startsWith('75'))
      return { harm: `${signal} at request ${request}: ended with ${ended}`, under };
  }
  return { harm: await harmOf(home, directory, { state, origins }), under };
}

/** As many as are read side by side. */
const MANY = 31;
const QUIET_MS = 150;

async function harmOf(home, directory, { state, origins }) {
  const end = await run(home, directory, '0', { origins });
  const { inOrder } = daysOf(origins);
  const harm = end === 0 ? differences(state, endState(directory, inOrder)) : `did not start again: ${end}`;
  rmSync(directory, { recursive: true, force: true });
  return harm;
}

function run(home, directory, death, { origins, onStart = () => {} }) {
  return new Promise((resolve, reject) => {
    const words = [DRIVER, directory, death, pointsFile(home, origins)];
    const child = spawn(process.execPath, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, VENDORS: origins?.join(' ') ?? '' },
    });
    // A process that is too slow or hangs does not count as killed at its point, and must not look like one that aborted.
    let tooSlow = false;
    const patience = setTimeout(() => {
      tooSlow = true;
      child.kill('SIGKILL');
    }, PATIENCE_MS);
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-LAST_WORDS);
    });
    onStart(child);
    child.once('error', reject);
    // Not at 'exit': what it wrote last may still be on its way.
    child.once('close', (code, signal) => {
      clearTimeout(patience);
      resolve(
        endingOf({ code, signal: tooSlow ? `not over after ${PATIENCE_MS / 1000} s` : signal, complaint }),
      );
    });
  });
}

/** 0, the signal alone of a process that was killed as it should be, or what ended it with the end of what it wrote. */
export function endingOf({ code, signal, complaint }) {
  if (code === 0) return 0;
  if (signal === 'SIGKILL') return signal;
  return `${signal ?? code} ${complaint}`;
}
