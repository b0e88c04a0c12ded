import { closeSync, copyFileSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT_HEADER, accountRow, makeAccount, partOf, statusOf } from './accounts.mjs';
import { makePeople, ROSTER_HEADER, rosterRow } from './people.mjs';
import { random } from './random.mjs';

const CONFIG = `organisation: Acme
domains: [acme.com]
timezone: UTC
roster: [{ source: csv, file: roster.csv }]
matching: { domainAliases: { acme.onmicrosoft.com: acme.com } }
apps:
  - { id: figma, connector: csv, settings: { accounts: accounts.csv, subscriptions: licenses.csv } }
`;

const SUBSCRIPTIONS = `sku,product,model,purchased,unlimited,consumed,enabled,warning,suspended,capability_status,unit_price,currency,term,renews_on
FIG-FULL,Figma Full,Named User,900000,false,400000,900000,0,0,enabled,90.00,USD,monthly,2041-12-01
FIG-DEV,Figma Dev,Named User,900000,false,400000,900000,0,0,enabled,35.00,USD,monthly,2041-12-01
FIG-COLLAB,Figma Collab,Named User,900000,false,200000,900000,0,0,enabled,5.00,USD,monthly,2041-12-01
`;

/**
 * Writes one company twice, with the same bytes on every machine: `large`, and `small` with the same people and the first tenth of
 * the accounts. Returns both with the number of accounts that must be active, inactive and unknown.
 */
export function generate(folder, { people: count, accounts }) {
  const large = openCompany(folder, 'large', accounts);
  const small = openCompany(folder, 'small', accounts / 10);
  const roster = csvWriter(join(large.folder, 'roster.csv'), ROSTER_HEADER);
  const block = drawBlock({ people: count }, roster);
  roster.close();
  copyFileSync(join(large.folder, 'roster.csv'), join(small.folder, 'roster.csv'));
  const lists = [large, small].map((each) => ({
    each,
    csv: csvWriter(join(each.folder, 'accounts.csv'), ACCOUNT_HEADER),
  }));
  for (let i = 0; i < accounts; i++) {
    const account = block.next();
    for (const { each, csv } of lists) if (i < each.accounts) addAccount(each, csv, account);
  }
  for (const { csv } of lists) csv.close();
  return { large, small };
}

/** So many people are held at a time. */
const BLOCK = 200_000;

/**
 * Writes one company of any size without holding it: the people come in blocks, each with its share of the accounts, which belong to people
 * of their block. The first block is that of `generate`. Returns it with the same counts.
 */
export function generateBlocks(folder, name, { people, accounts }) {
  const company = openCompany(folder, name, accounts);
  const roster = csvWriter(join(company.folder, 'roster.csv'), ROSTER_HEADER);
  const list = csvWriter(join(company.folder, 'accounts.csv'), ACCOUNT_HEADER);
  for (let from = 0; from < people; from += BLOCK) {
    const size = Math.min(BLOCK, people - from);
    const block = drawBlock({ people: size, from }, roster);
    const share = Math.round((accounts * (from + size)) / people) - Math.round((accounts * from) / people);
    for (let i = 0; i < share; i++) addAccount(company, list, block.next());
  }
  roster.close();
  list.close();
  return company;
}

/** Writes some people into the roster; `next` is the next of the accounts that are theirs or nobody's, with its row. */
function drawBlock({ people: count, from = 0 }, roster) {
  const seed = 2 * Math.floor(from / BLOCK);
  const people = makePeople(count, { from, seed: seed + 1 });
  const draw = random(seed + 2);
  for (const person of people) roster.row(rosterRow(person, people, draw));
  const crowd = {
    people,
    withAlias: people.filter(({ aliases }) => aliases.length > 0),
    withUsername: people.filter(({ username }) => username !== null),
  };
  return {
    next() {
      const account = makeAccount(draw, crowd);
      return { account, row: accountRow(account, draw) };
    },
  };
}

function addAccount(company, csv, { account, row }) {
  csv.row(row);
  company.expected[statusOf(account)]++;
  company.parts[partOf(account, row)]++;
}

function openCompany(parent, name, accounts) {
  const folder = join(parent, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'seatkeeper.yaml'), CONFIG);
  writeFileSync(join(folder, 'licenses.csv'), SUBSCRIPTIONS);
  const parts = { active: 0, away: 0, unknown: 0, notPeople: 0, closed: 0 };
  return { folder, accounts, expected: { active: 0, inactive: 0, unknown: 0 }, parts };
}

function csvWriter(path, header) {
  const file = openSync(path, 'w');
  let rows = [header];
  const flush = () => {
    writeSync(file, `${rows.join('\n')}\n`);
    rows = [];
  };
  return {
    row(text) {
      if (rows.push(text) >= 10_000) flush();
    },
    close() {
      if (rows.length > 0) flush();
      closeSync(file);
    },
  };
}
