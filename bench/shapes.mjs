import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The same people and the same rows of accounts, in as many apps of one size. */
export async function splitAccounts(parent, company, apps) {
  const folder = join(parent, `split-${apps}`);
  mkdirSync(folder);
  for (const file of ['roster.csv', 'licenses.csv'])
    copyFileSync(join(company.folder, file), join(folder, file));
  const most = company.accounts / apps;
  let header = null;
  let out = null;
  let rows = 0;
  let app = 0;
  for await (const line of linesOf(join(company.folder, 'accounts.csv'))) {
    if (header === null) {
      header = line;
      continue;
    }
    if (rows % most === 0) {
      out?.end();
      out = createWriteStream(join(folder, `accounts-${app++}.csv`));
      out.write(`${header}\n`);
    }
    rows++;
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  const one = /^ {2}- \{ id: figma.*$/m;
  const entries = Array.from(
    { length: apps },
    (_, at) =>
      `  - { id: app-${at}, connector: csv, settings: { accounts: accounts-${at}.csv, subscriptions: licenses.csv } }`,
  );
  const text = readFileSync(join(company.folder, 'seatkeeper.yaml'), 'utf8');
  writeFileSync(join(folder, 'seatkeeper.yaml'), text.replace(one, entries.join('\n')));
  return { ...company, folder };
}

/** Adds one account to the file; the returned function takes it out again. */
export function addAccount(company) {
  const file = join(company.folder, 'accounts.csv');
  const { size } = statSync(file);
  appendFileSync(
    file,
    'one-more,nobody@else.example,,,Nobody,active,unknown,viewer,,2026-01-01,2024-01-01,Core,us-east,false,CC-1\n',
  );
  return () => truncateSync(file, size);
}

/** Gives one in `every` people who work there a last day; returns how many. */
export async function dismiss(company, every) {
  const file = join(company.folder, 'roster.csv');
  const lines = [];
  let people = 0;
  let left = 0;
  for await (const line of linesOf(file)) {
    const cells = line.split(',');
    const works = cells.length === COLUMNS && cells[STATUS] === 'active' && cells[END] === '';
    if (works && people++ % every === 0) {
      cells[STATUS] = 'offboarded';
      cells[END] = '2026-01-02';
      left++;
    }
    lines.push(cells.join(','));
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
  return left;
}

const COLUMNS = 11;
const STATUS = 5;
const END = 10;

function linesOf(file) {
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
}
