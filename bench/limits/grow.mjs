import { appendFileSync, rmSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countsAgree, ownersAgree, reportAgrees } from '../agree.mjs';
import { runBaseline } from '../baseline.mjs';
import { generateBlocks } from '../generate.mjs';
import { childSeconds, watchOthers } from '../others.mjs';
import { runProcess } from '../process.mjs';
import { addAccount } from '../shapes.mjs';
import { exportAgain, runSync } from '../sync.mjs';
import { diskUse } from './room.mjs';

const ANSWERS = fileURLToPath(new URL('../answers.mjs', import.meta.url));
const PEAK = new URL('../peak.mjs', import.meta.url).href;
/** Up to here every owner is compared with that of the SQL; above, the counts are: the comparison takes longer than the sync. */
const COMPARED = 1_000_000;
const LOOK_MS = 500;

/** Everything about one size, in a folder of its own that is gone afterwards. The shell comes right before what is compared with it. */
export async function grow(parent, accounts, say) {
  const others = watchOthers();
  const company = generateBlocks(parent, String(accounts), { people: accounts / 5, accounts });
  const file = (name) => join(company.folder, name);
  const database = file('seatkeeper.db');
  const size = {
    accounts,
    people: accounts / 5,
    disk: 0,
    files: sizeOf(file('accounts.csv')) + sizeOf(file('roster.csv')),
  };
  // A list that is longer than 5,000,000 rows is believed only where an admin says so.
  appendFileSync(file('seatkeeper.yaml'), `sync: { maxRows: ${accounts + 1} }\n`);
  try {
    size.shell = await timed(async () => ({ seconds: await runBaseline(company, file('baseline.db')) }));
    size.shellFile = sizeOf(file('baseline.db'));
    say(`  sqlite3 ${size.shell.seconds.toFixed(1)} s`);
    const compare = () => accounts <= COMPARED && ownersAgree(file('baseline.db'), database);
    if (accounts > COMPARED) rmSync(file('baseline.db'));

    const look = watchFiles(company.folder, database);
    size.first = await timed(() => runSync(company, database));
    reportAgrees(company, size.first.report, 'first');
    compare();
    const most = look.end();
    size.file = sizeOf(database);
    size.withWal = most.database;
    say(`  first sync ${size.first.seconds.toFixed(1)} s`);

    exportAgain(company.folder);
    size.unchanged = await timed(() => runSync(company, database));
    reportAgrees(company, size.unchanged.report, 'second');

    const takeOut = addAccount(company);
    size.changed = await timed(() => runSync(company, database));
    takeOut();
    say(
      `  unchanged ${size.unchanged.seconds.toFixed(1)} s, one new account ${size.changed.seconds.toFixed(1)} s`,
    );

    // The account that is gone again is the change of this sync, which the service does.
    const { stdout, extra } = await runProcess(process.execPath, [
      '--import',
      PEAK,
      ANSWERS,
      company.folder,
      database,
      'once',
    ]);
    const answered = JSON.parse(stdout);
    countsAgree(company, answered.status);
    compare();
    Object.assign(size, { opened: answered.opened, during: answered.during, after: answered.after });
    size.servicePeak = Number(extra);
    say(`  status during a sync p99 ${answered.during.p99.toFixed(0)} ms`);
    size.disk = Math.max(most.folder, diskUse(company.folder));
    return { ...size, busy: others(), load: loadavg()[1] };
  } finally {
    rmSync(company.folder, { recursive: true, force: true });
  }
}

/** With the processor time that it took. */
async function timed(run) {
  const before = childSeconds();
  const result = await run();
  return { ...result, cpu: before === null ? Number.NaN : childSeconds() - before };
}

/** The largest that the database was, with its write-ahead log, and everything in the folder. */
function watchFiles(folder, database) {
  const most = { database: 0, folder: 0 };
  const look = () => {
    most.database = Math.max(most.database, sizeOf(database) + sizeOf(`${database}-wal`));
    most.folder = Math.max(most.folder, diskUse(folder));
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    end() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
