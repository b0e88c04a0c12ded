import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, company, csvOf, range, seats } from '../../support/company.ts';
import { type Hired, HR_SYSTEMS } from '../../support/hr-systems.ts';

const SIZE = 40;

/** Forty people. The first has left, the second leaves, the third starts, and the fourth came back. */
const STAFF: readonly Hired[] = range(SIZE).map((number) => {
  if (number === 1) return { number, works: false, last: '2026-02-27' };
  if (number === 2) return { number, last: '2026-03-31' };
  if (number === 3) return { number, works: false, first: '2026-04-01' };
  return number === 4 ? { number, last: '2023-06-30' } : { number };
});

/** A company whose roster is that HR system, beside an app in which everybody has an account. */
async function opened(id: string, { yaml = '', directory = '' } = {}) {
  const system = HR_SYSTEMS[id];
  if (system === undefined) throw new Error(id);
  const server = await system.start(STAFF);
  onTestFinished(() => server.close());
  const [[key = '', secret = ''] = []] = Object.entries(system.secrets);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
  const settings = JSON.stringify({ ...system.settings(server.origin), [key]: '${HR_SECRET}' }).slice(1, -1);
  const acme = company({
    roster: csvOf('id,email,name,status', []),
    apps: { figma: accounts(...seats(SIZE)) },
    env: { HR_SECRET: secret },
    at: '2026-03-10T12:00:00Z',
    yaml: `network: { allow: ["${server.origin}"] }\n`,
  });
  if (directory !== '') acme.write('directory.csv', directory);
  const more = directory === '' ? '' : '\n  - { source: csv, id: directory, file: directory.csv }';
  acme.configure((text) =>
    `${text}${yaml}\n`.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      `roster:\n  - { id: hr, source: ${id}, ${settings} }${more}`,
    ),
  );
  const office = acme.open();
  const gone = () =>
    office.values(
      "SELECT external_id FROM account WHERE status <> 'active' ORDER BY length(external_id), external_id",
    );
  const standing = (numbers: readonly number[]) =>
    office.values(
      `SELECT email || ' ' || status FROM person WHERE email IN (${numbers.map((n) => `'p${n}@acme.example'`).join()}) ORDER BY length(email), email`,
    );
  return { acme, office, server, secret, gone, standing };
}

test.each(Object.keys(HR_SYSTEMS))(
  'a roster of %s tells who left, leaves, starts and came back, and judges people who vanish by the last day it named',
  async (id) => {
    const { acme, office, server, secret, gone, standing } = await opened(id);
    const [first] = await office.sync();
    expect(first).toMatchObject({ kind: 'roster', result: { status: 'complete' } });
    expect(gone()).toEqual(['a1']);
    expect(standing([1, 2, 3, 4])).toEqual([
      'p1@acme.example offboarded',
      'p2@acme.example active',
      'p3@acme.example starting',
      'p4@acme.example active',
    ]);

    // From now on the list has current people only, without the second and the fifth.
    acme.at('2026-04-02T12:00:00Z');
    const present = STAFF.filter(({ number }) => ![1, 2, 3, 5].includes(number));
    server.list([...present, { number: 3, first: '2026-04-01' }]);
    expect((await office.sync()).map(({ result }) => result.status)).toEqual(['complete', 'complete']);
    expect(standing([1, 2, 3, 5])).toEqual([
      'p1@acme.example offboarded',
      'p2@acme.example offboarded',
      'p3@acme.example active',
      'p5@acme.example inactive',
    ]);
    expect(gone()).toEqual(['a1', 'a2', 'a5']);
    const health = JSON.stringify((await office.ask('health')).message);
    expect(health).toContain('lists nobody who has left');

    const files = readdirSync(acme.directory).map((name) =>
      readFileSync(join(acme.directory, name), 'latin1'),
    );
    for (const text of [...files, health]) expect(text.includes(secret)).toBe(false);
  },
);

test.each(Object.keys(HR_SYSTEMS))(
  'half the list of %s is held: nobody is called a leaver because of it',
  async (id) => {
    const { acme, office, server, gone } = await opened(id);
    await office.sync();
    acme.at('2026-03-11T12:00:00Z');
    server.list(STAFF.slice(0, SIZE / 2));
    expect((await office.sync())[0]?.result.status).toBe('held');
    expect(gone()).toEqual(['a1']);
  },
);

test('an HR system decides over a directory that still lists somebody, as precedence says', async () => {
  const directory = csvOf(
    'id,email,name,status,end_date',
    range(SIZE + 1).map((n) => `D${n},p${n}@acme.example,Person ${n},active,`),
  );
  const without = await opened('bamboohr', { directory });
  await without.office.sync();
  expect(without.gone()).toEqual([]);
  const ordered = await opened('bamboohr', {
    directory,
    yaml: 'precedence: { status: [hr, directory] }',
  });
  await ordered.office.sync();
  expect(ordered.gone()).toEqual(['a1']);
  expect(JSON.stringify((await ordered.office.ask('health')).message)).toContain(
    'left (last day 27 Feb) in hr, active in directory; counts as gone.',
  );
});

test.each([
  ['a key that is refused', { status: 401, body: '' }, /make another one under API Keys in BambooHR/],
  ['a web page', { body: '<!doctype html><h1>Sign in</h1>' }, /web page instead of JSON/],
  [
    'a report without the status',
    { body: { fields: [{ id: 'workEmail' }], employees: [{ id: '1', workEmail: 'p1@acme.example' }] } },
    /BambooHR does not show status, so nobody could be told from a leaver/,
  ],
  ['a report of nobody', { body: { fields: [{ id: 'status' }, { id: 'workEmail' }], employees: [] } }, /./],
])('%s changes nothing about anybody, and health says what to do', async (_, reply, said) => {
  const { acme, office, server, gone } = await opened('bamboohr');
  await office.sync();
  acme.at('2026-03-11T12:00:00Z');
  server.breakWith({ on: /reports/, by: () => reply });
  expect(['failed', 'held']).toContain((await office.sync())[0]?.result.status);
  expect(gone()).toEqual(['a1']);
  expect(JSON.stringify((await office.ask('health')).message)).toMatch(said);
});

test('departments of an HR system are groups, and may grant an app', async () => {
  const { office } = await opened('bamboohr', { yaml: 'groups: { Sales: { apps: [figma] } }' });
  await office.sync();
  const { json } = await office.ask('groups');
  // The one who left is in no group any more.
  expect(json).toMatchObject({
    apps: [
      { app: 'figma', grantedBy: ['Sales'], drift: { granted: SIZE - 1, covered: SIZE - 1, without: 0 } },
    ],
    groups: [
      { group: 'Sales', people: SIZE - 1 },
      { group: 'Full-Time', people: SIZE - 1 },
    ],
  });
});
