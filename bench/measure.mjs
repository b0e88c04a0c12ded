import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessAgrees, countsAgree, ownersAgree, reportAgrees } from './agree.mjs';
import { runBaseline } from './baseline.mjs';
import { discardExports, exportAgrees, runDump, runExport } from './export.mjs';
import { runProcess } from './process.mjs';
import { addAccount, dismiss } from './shapes.mjs';
import { exportAgain, runSync } from './sync.mjs';
import { watchAlert } from './watch-alert.mjs';

const ROUNDS = 3;
const ANSWERS = fileURLToPath(new URL('./answers.mjs', import.meta.url));
const ACCESS = fileURLToPath(new URL('./access.mjs', import.meta.url));

/** Alternates the shell and Seatkeeper, so that a slow minute of the machine affects both. */
export async function measureTimes(folder, company, say) {
  const files = { baseline: join(folder, 'baseline.db'), own: join(folder, 'seatkeeper.db') };
  const runs = { baseline: [], first: [], second: [], changed: [], peaks: [], compared: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const file of Object.values(files)) discard(file);
    await settleDisk();
    const baseline = await runBaseline(company, files.baseline);
    await settleDisk();
    const first = await runSync(company, files.own);
    reportAgrees(company, first.report, 'first');
    ownersAgree(files.baseline, files.own);
    exportAgain(company.folder);
    await settleDisk();
    const second = await runSync(company, files.own);
    reportAgrees(company, second.report, 'second');
    runs.compared = ownersAgree(files.baseline, files.own);
    const takeOut = addAccount(company);
    await settleDisk();
    const changed = await runSync(company, files.own);
    takeOut();
    runs.changed.push(changed.seconds);
    runs.baseline.push(baseline);
    runs.first.push(first.seconds);
    runs.second.push(second.seconds);
    runs.peaks.push(first.peak);
    const times = [`sqlite3 ${baseline.toFixed(2)} s`, `first sync ${first.seconds.toFixed(2)} s`];
    times.push(`unchanged ${second.seconds.toFixed(2)} s`, `one new account ${changed.seconds.toFixed(2)} s`);
    say(`round ${round} of ${ROUNDS}: ${times.join(', ')}`);
  }
  for (const file of Object.values(files)) discard(file);
  return runs;
}

/** Alternates the first sync of one large app and that of the same rows in many apps. */
export async function measureShapes(folder, company, split, say) {
  const file = join(folder, 'seatkeeper.db');
  const runs = { one: [], many: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [what, made] of Object.entries({ one: company, many: split })) {
      discard(file);
      await settleDisk();
      const { seconds, report } = await runSync(made, file);
      const added = report.reduce(
        (sum, { kind, result }) => sum + (kind === 'app' ? result.counts.added : 0),
        0,
      );
      if (added !== made.accounts) throw new Error(`WRONG ANSWER: ${added} accounts were added`);
      runs[what].push(seconds);
    }
    say(
      `shapes ${round} of ${ROUNDS}: one app ${runs.one.at(-1).toFixed(2)} s, many ${runs.many.at(-1).toFixed(2)} s`,
    );
  }
  return runs;
}

/**
 * How long it takes from the end of reading a roster in which many people have left until their findings and alerts are queued; where the
 * guard holds the roster, the whole process that accepts it, start-up included. Changes the roster.
 */
export async function measureLeavers(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  discard(file);
  await runSync(company, file);
  const left = await dismiss(company, 100);
  await settleDisk();
  const watch = watchAlert(file);
  const sync = await runSync(company, file);
  const queued = watch.end();
  const { result } = sync.report.find(({ kind }) => kind === 'roster');
  if (result.counts.newInactive !== left)
    throw new Error(`WRONG ANSWER: ${left} people left, and the roster was ${JSON.stringify(result)}`);
  const more = { left, whole: sync.seconds };
  if (result.status === 'complete') return { ...more, how: 'after the roster was read', ...queued };
  await settleDisk();
  const { seconds } = await runSync(company, file, { words: ['sync', 'accept', String(result.trouble.run)] });
  return { ...more, how: 'accepting it, the whole process', seconds };
}

/** Both builds in turn on the same files, first and unchanged. */
export async function measureAgainst(folder, company, builds, say) {
  const runs = builds.map((build) => ({ build, first: [], second: [] }));
  for (let round = 1; round <= ROUNDS; round++)
    for (const [at, { build, first, second }] of runs.entries()) {
      const file = join(folder, `against-${at}.db`);
      discard(file);
      await settleDisk();
      first.push((await runSync(company, file, { build })).seconds);
      exportAgain(company.folder);
      await settleDisk();
      second.push((await runSync(company, file, { build })).seconds);
      discard(file);
      say(
        `${build} ${round} of ${ROUNDS}: first ${first.at(-1).toFixed(2)} s, unchanged ${second.at(-1).toFixed(2)} s`,
      );
    }
  return runs;
}

/** Measures the peak memory of first syncs, in bytes. */
export async function measurePeaks(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  const peaks = [];
  for (let round = 1; round <= ROUNDS; round++) {
    discard(file);
    const { peak, report } = await runSync(company, file);
    reportAgrees(company, report, 'first');
    peaks.push(peak);
  }
  return peaks;
}

/** Measures how long `status` takes during a first sync and during an unchanged one. */
export async function measureAnswers(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  discard(file);
  await settleDisk();
  const { stdout } = await runProcess(process.execPath, [ANSWERS, company.folder, file]);
  const { first, second, status } = JSON.parse(stdout);
  countsAgree(company, status);
  return { first, second };
}

/** Measures how long the access table takes, in the database that `measureAnswers` left. */
export async function measureAccess(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  await settleDisk();
  const { stdout } = await runProcess(process.execPath, ['--expose-gc', ACCESS, company.folder, file]);
  const found = JSON.parse(stdout);
  accessAgrees(file, found.each);
  return found;
}

/** Alternates the shell and both formats, on the database that `measureAnswers` left. */
export async function measureExports(folder, company, say) {
  const database = join(folder, 'seatkeeper.db');
  const runs = { dump: [], csv: [], xlsx: [], peaks: { csv: [], xlsx: [] } };
  for (let round = 1; round <= ROUNDS; round++) {
    discardExports(folder);
    await settleDisk();
    runs.dump.push(await runDump(database, join(folder, 'dump.csv')));
    for (const format of ['csv', 'xlsx']) {
      await settleDisk();
      const { seconds, peak } = await runExport(company, database, join(folder, `access.${format}`));
      runs[format].push(seconds);
      runs.peaks[format].push(peak);
    }
    if (round === 1) await exportAgrees(company, join(folder, 'access.csv'));
    const times = ['dump', 'csv', 'xlsx'].map((what) => `${what} ${runs[what].at(-1).toFixed(2)} s`);
    say(`export ${round} of ${ROUNDS}: ${times.join(', ')}`);
  }
  discardExports(folder);
  return runs;
}

/** Waits until everything written before is on the disk, so that no run waits for the writes of another. */
async function settleDisk() {
  await runProcess('sync', []);
}

function discard(database) {
  for (const suffix of ['', '-wal', '-shm', '-journal', '.sync-lock', '.sync-lock-wal', '.sync-lock-shm'])
    rmSync(`${database}${suffix}`, { force: true });
}
