import { expect, test } from 'vitest';
import { accounts, company, linesOf, type Office, people } from '../../support/company.ts';

const ROSTER = ['1,ada@acme.example,,,Ada,active', '2,ben@acme.example,,,Ben,active'];
const SEATS = [
  'f1,ada@acme.example,,,Ada,active,person,,Full,2026-02-20',
  'f2,ben@acme.example,,,Ben,active,person,,Full,2025-12-20',
  'f3,old@acme-labs.example,,,Eve,active,person,,,',
];

/** The last read of Figma: how many pages it took, and what it found. */
function lastRead(office: Office) {
  const [counts] = office.values(
    "SELECT run.counts FROM run JOIN source ON source.id = run.source WHERE source.name = 'figma' ORDER BY run.id DESC LIMIT 1",
  );
  return JSON.parse(String(counts)) as {
    pages: number;
    listed: number;
    idle: number | null;
    content?: string;
  };
}

function figma(...rows: readonly string[]) {
  const acme = company({ roster: people(...ROSTER), apps: { figma: accounts(...rows) } });
  return { acme, office: acme.open() };
}

test('a file that is as it was is not read again, and counts as read now', async () => {
  const { acme, office } = figma(...SEATS);
  await office.sync();
  const first = lastRead(office);
  expect(first).toMatchObject({ pages: 1, listed: 3 });
  acme.at('2026-03-03T10:00:00Z');
  acme.write('figma.csv', accounts(...SEATS));
  const report = await office.sync();
  expect(report.at(-1)?.result).toMatchObject({
    status: 'complete',
    counts: { pages: 0, listed: 3, before: 3, added: 0, changed: 0, gone: 0, facts: { email: 3, seats: 3 } },
  });
  expect(lastRead(office).content).toBe(first.content);
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([3]);
});

test('seats become idle as days pass, also in a file that is as it was', async () => {
  const { acme, office } = figma(...SEATS);
  await office.sync();
  const idle = lastRead(office).idle;
  acme.at('2027-03-03T10:00:00Z');
  acme.write('figma.csv', accounts(...SEATS));
  await office.sync();
  expect([idle, lastRead(office).idle, lastRead(office).pages]).toEqual([1, 2, 0]);
});

test('somebody who left is found in a file that is as it was', async () => {
  const { acme, office } = figma(...SEATS);
  await office.sync();
  await office.news();
  acme.at('2026-03-03T10:00:00Z');
  acme.write('roster.csv', people(ROSTER[0] ?? '', '2,ben@acme.example,,,Ben,offboarded,,2026-03-02'));
  await office.sync();
  expect(lastRead(office).pages).toBe(0);
  expect(linesOf(await office.news()).join('\n')).toContain('Ben');
});

test('one changed letter is read', async () => {
  const { acme, office } = figma(...SEATS);
  await office.sync();
  acme.at('2026-03-03T10:00:00Z');
  acme.write('figma.csv', accounts(...SEATS).replace('Eve', 'Eva'));
  const report = await office.sync();
  expect(report.at(-1)?.result).toMatchObject({ counts: { pages: 1, changed: 1 } });
});

test('other settings, an alias of a domain, and another version of Seatkeeper read the same file again', async () => {
  const { acme, office } = figma(...SEATS);
  await office.sync();
  const again = async (what: Office) => {
    await what.sync();
    return lastRead(what).pages;
  };
  expect(await again(office)).toBe(0);
  acme.configure((text) => text.replace('figma.csv', 'figma.csv, dates: dmy'));
  expect(await again(acme.open())).toBe(1);
  acme.configure((text) => `${text}\nmatching: { domainAliases: { acme-labs.example: acme.example } }\n`);
  const aliased = acme.open();
  expect(await again(aliased)).toBe(1);
  expect(await again(aliased)).toBe(0);
  const newer = { ...aliased.context, version: '999.0.0' };
  expect(newer.version).not.toBe(aliased.context.version);
  Object.assign(aliased.context, newer);
  expect(await again(aliased)).toBe(1);
});

test('a file with a row that cannot be read is read each time, so that it is reported until it is corrected', async () => {
  const { office } = figma(...SEATS, 'f4,not an address,,,X,active,person,,,');
  await office.sync();
  await office.sync();
  expect(lastRead(office)).toMatchObject({ pages: 1, setAside: { count: 1 } });
});

test('a read that was held does not count as stored', async () => {
  const many = Array.from({ length: 40 }, (_, n) => `f${n},p${n}@else.example,,,P,active,person,,,`);
  const { acme, office } = figma(...many);
  await office.sync();
  acme.at('2026-03-03T10:00:00Z');
  acme.write('figma.csv', accounts(...many.slice(0, 2)));
  expect((await office.sync()).at(-1)?.result.status).toBe('held');
  acme.at('2026-03-04T10:00:00Z');
  expect((await office.sync()).at(-1)?.result).toMatchObject({ status: 'held', counts: { pages: 1 } });
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.press({ type: 'accept-run', run: Number(held) })).done).toBe(true);
  acme.at('2026-03-05T10:00:00Z');
  expect((await office.sync()).at(-1)?.result).toMatchObject({
    status: 'complete',
    counts: { pages: 0, listed: 2 },
  });
});
