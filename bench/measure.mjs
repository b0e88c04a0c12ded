import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countsAgree, ownersAgree, reportAgrees } from './agree.mjs';
import { runBaseline } from './baseline.mjs';
import { ENVIRONMENT, exportAgain, runSync, settleDisk } from './sync.mjs';

const ROUNDS = 3;
const ANSWERS = fileURLToPath(new URL('./answers.mjs', import.meta.url));

/** The shell and Seatkeeper in turn, so that a slow minute of the machine hits both. */
export function measureTimes(folder, company, say) {
  const files = { baseline: join(folder, 'baseline.db'), own: join(folder, 'seatkeeper.db') };
  const runs = { baseline: [], first: [], second: [], peaks: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const file of Object.values(files)) discard(file);
    settleDisk();
    runs.baseline.push(runBaseline(company, files.baseline).seconds);
    settleDisk();
    const first = runSync(company, files.own);
    reportAgrees(company, first.report, 'first');
    ownersAgree(files.baseline, files.own);
    exportAgain(company.folder);
    settleDisk();
    const second = runSync(company, files.own);
    reportAgrees(company, second.report, 'second');
    runs.compared = ownersAgree(files.baseline, files.own);
    runs.first.push(first.seconds);
    runs.second.push(second.seconds);
    runs.peaks.push(first.peak);
    say(
      `round ${round} of ${ROUNDS}: sqlite3 ${runs.baseline.at(-1).toFixed(2)} s, first sync ${first.seconds.toFixed(2)} s, second ${second.seconds.toFixed(2)} s`,
    );
  }
  for (const file of Object.values(files)) discard(file);
  return runs;
}

/** The peak memory of first syncs, in bytes. */
export function measurePeaks(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  return Array.from({ length: ROUNDS }, () => {
    discard(file);
    const { peak, report } = runSync(company, file);
    reportAgrees(company, report, 'first');
    return peak;
  });
}

/** How long `status` takes during a first sync and during a second one. */
export function measureAnswers(folder, company) {
  const file = join(folder, 'seatkeeper.db');
  discard(file);
  settleDisk();
  const { status, stdout, stderr } = spawnSync(process.execPath, [ANSWERS, company.folder, file], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`answers.mjs ended with ${status}: ${stderr}`);
  const { first, second, status: shown } = JSON.parse(stdout);
  countsAgree(company, shown);
  return { first, second };
}

function discard(database) {
  for (const suffix of ['', '-wal', '-shm', '-journal', '.sync-lock', '.sync-lock-wal', '.sync-lock-shm'])
    rmSync(`${database}${suffix}`, { force: true });
}
