import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shellVersion } from './baseline.mjs';
import { measureDirectory, missingForDirectory } from './directory.mjs';
import { figures, isMissed, whole } from './figures.mjs';
import { generate } from './generate.mjs';
import { measureLimits, sizesOf } from './limits/run.mjs';
import { describeMachine } from './machine.mjs';
import {
  measureAccess,
  measureAgainst,
  measureAnswers,
  measureExports,
  measureLeavers,
  measurePeaks,
  measureShapes,
  measureTimes,
} from './measure.mjs';
import { measureRemovals, removalFigures } from './measure-removals.mjs';
import { otherBuild } from './other-build.mjs';
import { watchOthers } from './others.mjs';
import { measureReaders } from './readers.mjs';
import { splitAccounts } from './shapes.mjs';
import { table } from './table.mjs';
import { measureVendorReads } from './vendor-reads/measure.mjs';

const { quick, keep, markdown, against, removals, limits, sizes } = parseArgs({
  options: {
    limits: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '100_000,1_000_000,5_000_000,20_000_000' },
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    against: { type: 'string' },
    removals: { type: 'string', default: '300' },
  },
}).values;
const other = otherBuild(against);
const size = quick ? { people: 20_000, accounts: 100_000 } : { people: 200_000, accounts: 1_000_000 };
const OWN = fileURLToPath(new URL('..', import.meta.url));
/** The number of processors that other programs may keep busy before the figures are unreliable. */
const CALM = 0.15;
const say = (text) => process.stderr.write(`${text}\n`);

const shell = await shellVersion();
if (shell === null) {
  say(
    'Seatkeeper is measured against the sqlite3 shell, which is not installed. Install it (apt install sqlite3) and try again.',
  );
  process.exit(1);
}

const missing = limits ? null : missingForDirectory();
if (missing !== null) {
  say(`A directory is measured against ldapsearch; this is missing: ${missing}.`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-bench-'));
process.once('exit', () => {
  if (keep) say(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

if (limits)
  process.exit((await measureLimits({ folder, sizes: sizesOf(sizes), markdown, shell, say })) ? 0 : 1);

if (quick) say('Running at a tenth of the size, to try it out. The figures are not comparable.');
say(`generating ${whole(size.people)} people and ${whole(size.accounts)} accounts`);
const { large, small } = generate(folder, size);
const others = watchOthers();
const times = await measureTimes(folder, large, say);
say(`the same owner and status as SQL for ${whole(times.compared)} accounts; measuring memory`);
const peaks = await measurePeaks(folder, small);
say('measuring the reader of files');
const readers = await measureReaders(folder, { large, small }, say);
const split = await splitAccounts(folder, large, 20);
const shapes = await measureShapes(folder, large, split, say);
const builds = other === null ? null : [OWN, other];
const compared = builds === null ? null : await measureAgainst(folder, large, builds, say);
say('measuring answers during a sync');
const answers = await measureAnswers(folder, large);
say('measuring the access table');
const access = await measureAccess(folder, large);
say('measuring exports');
const exports = await measureExports(folder, large, say);

say('measuring many leavers');
const leavers = await measureLeavers(folder, large);

say('measuring reads of vendors');
const vendors = await measureVendorReads(quick ? 10_000 : 100_000, say);
const busy = others();
say(`measuring ${removals} removals in bulk`);
const removed = await measureRemovals(quick ? 20 : Number(removals));
// OpenLDAP would count as another program.
say('measuring a directory');
const directory = await measureDirectory({ people: quick ? 5_000 : 50_000, say });

const found = [
  ...figures({
    large,
    small,
    times,
    readers,
    shapes,
    leavers,
    against: compared,
    peaks,
    answers,
    access,
    exports,
    vendors,
    directory,
  }),
  ...removalFigures(removed),
];
const subject = `${whole(size.people)} people, ${whole(size.accounts)} accounts${quick ? ' (--quick: not comparable)' : ''}`;
process.stdout.write(
  `${subject}. ${describeMachine(shell)}.\n\n${table(found, { markdown, judged: !quick })}\n`,
);
if (busy > CALM)
  say(
    `NOT CALM: other programs kept ${busy.toFixed(2)} of a processor busy. The figures are unreliable; measure again.`,
  );
const missed = quick ? [] : found.filter(isMissed);
for (const { what } of missed) say(`MISSED: ${what}`);
process.exitCode = missed.length > 0 ? 1 : 0;
