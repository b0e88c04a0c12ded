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
  const people = makePeople(count);
  const large = company(folder, 'large', accounts);
  const small = company(folder, 'small', accounts / 10);

  const roster = csvWriter(join(large.folder, 'roster.csv'), ROSTER_HEADER);
  const draw = random(2);
  for (const person of people) roster.row(rosterRow(person, people, draw));
  roster.close();
  copyFileSync(join(large.folder, 'roster.csv'), join(small.folder, 'roster.csv'));

  const crowd = {
    people,
    withAlias: people.filter(({ aliases }) => aliases.length > 0),
    withUsername: people.filter(({ username }) => username !== null),
  };
  const files = [large, small].map((each) => ({
    each,
    csv: csvWriter(join(each.folder, 'accounts.csv'), ACCOUNT_HEADER),
  }));
  for (let i = 0; i < accounts; i++) {
    const account = makeAccount(draw, crowd);
    const row = accountRow(account, draw);
    for (const { each, csv } of files) {
      if (i >= each.accounts) continue;
      csv.row(row);
      each.expected[statusOf(account)]++;
      each.parts[partOf(account, row)]++;
    }
  }
  for (const { csv } of files) csv.close();
  return { large, small };
}

function company(parent, name, accounts) {
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
