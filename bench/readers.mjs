import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runProcess } from './process.mjs';

const ROUNDS = 3;
const OWN = fileURLToPath(new URL('..', import.meta.url));
const READER = fileURLToPath(new URL('./reader.mjs', import.meta.url));
const PEAK = fileURLToPath(new URL('./peak.mjs', import.meta.url));
/** The headings of our own format, and what an invented console calls them. */
const HEADINGS = {
  id: 'User ID',
  email: 'E-Mail-Adresse',
  aliases: 'Weitere E-Mail-Adressen',
  username: 'Benutzername',
  name: 'Vollständiger Name',
  state: 'Kontostatus',
  kind: 'User type',
  role: 'Rolle [READ ONLY]',
  licenses: 'Zugewiesene Lizenzen',
  last_active: 'Last Sign-In (UTC)',
  created: 'Erstellt am',
};

/** The same rows under our own headings and under those of a console, read in turn; and the peak of a tenth of them. */
export async function measureReaders(folder, { large, small }, say, builds = [OWN]) {
  const console = join(folder, 'console.csv');
  await asConsole(join(large.folder, 'accounts.csv'), console);
  const files = { plain: join(large.folder, 'accounts.csv'), console };
  const runs = { plain: [], console: [], peaks: [], small: 0 };
  for (let round = 1; round <= ROUNDS; round++)
    for (const [what, file] of Object.entries(files)) {
      const read = await readOnce(builds[0], file, large.accounts);
      runs[what].push(read.seconds);
      if (what === 'console') runs.peaks.push(read.peak);
    }
  await asConsole(join(small.folder, 'accounts.csv'), console);
  runs.small = (await readOnce(builds[0], console, small.accounts)).peak;
  say(
    `a million rows: plain ${runs.plain.map((s) => s.toFixed(2))} s, as a console ${runs.console.map((s) => s.toFixed(2))} s`,
  );
  return runs;
}

async function readOnce(build, file, expected) {
  const { stdout, extra } = await runProcess(process.execPath, [`--import=${PEAK}`, READER, build, file]);
  const { accounts, ms } = JSON.parse(stdout);
  if (accounts !== expected) throw new Error(`${file}: ${accounts} accounts instead of ${expected}`);
  return { seconds: ms / 1000, peak: Number(extra) };
}

async function asConsole(from, to) {
  let first = true;
  const rename = new Transform({
    transform(chunk, _, done) {
      if (!first) return done(null, chunk);
      first = false;
      const text = chunk.toString('utf8');
      const end = text.indexOf('\n');
      const named = text
        .slice(0, end)
        .split(',')
        .map((name) => HEADINGS[name] ?? name);
      done(null, Buffer.from(named.join(',') + text.slice(end)));
    },
  });
  await pipeline(createReadStream(from), rename, createWriteStream(to));
}
