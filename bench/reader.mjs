/**
 * A program: `node --import=./peak.mjs reader.mjs <build> <file>`. Reads a file of accounts as the connector does, stores nothing, and prints how many there were and
 * the milliseconds of processor time: a reader waits for nothing, so a busy machine does not blur them.
 */
import { basename, dirname, join, resolve } from 'node:path';

const [build, file] = process.argv.slice(2);
const { csv } = await import(join(resolve(build), 'dist/connectors/csv/csv.js'));
const app = csv.connect(
  { accounts: basename(file) },
  {
    app: 'bench',
    signal: new AbortController().signal,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    directory: dirname(file),
    domains: [],
    timezone: 'UTC',
    groups: [],
  },
);
const before = process.cpuUsage();
let accounts = 0;
for await (const page of app.accounts()) accounts += page.length;
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ accounts, ms: (user + system) / 1000 }));
