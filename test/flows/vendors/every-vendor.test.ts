import { expect, test } from 'vitest';
import type { Broken, Reply } from '../../connectors/vendors/server.ts';
import { VENDORS } from '../../support/vendor-list.ts';
import { companyOfVendors } from '../../support/vendors.ts';

const IDS = Object.keys(VENDORS);

test('every vendor is read in one sync, and judged against the roster', async () => {
  const acme = await companyOfVendors(12);
  const office = acme.open();
  const report = await office.sync();
  const apps = report.filter(({ kind }) => kind === 'app');
  expect(Object.fromEntries(apps.map(({ id, result }) => [id, result.status]))).toEqual(
    Object.fromEntries(IDS.map((id) => [id, 'complete'])),
  );
  const left =
    "SELECT source.name || ' ' || count(*) FROM account JOIN source ON source.id = app WHERE offboarded GROUP BY source.name ORDER BY 1";
  expect(office.values(left)).toEqual(IDS.map((id) => `${id} 2`).sort());
});

test('the directories of Microsoft, Google and Okta are rosters in addition to a file: everybody counts once, and the file says who left', async () => {
  const acme = await companyOfVendors(12, 'precedence: { status: [csv], manager: [entra, okta] }', {
    rosters: true,
  });
  const office = acme.open();
  const report = await office.sync();
  const ended = Object.fromEntries(report.map(({ kind, id, result }) => [`${kind} ${id}`, result.status]));
  expect(ended).toEqual(
    Object.fromEntries(
      [
        ...['csv', 'entra', 'google', 'okta'].map((id) => `roster ${id}`),
        ...IDS.map((id) => `app ${id}`),
      ].map((name) => [name, 'complete']),
    ),
  );
  const left =
    "SELECT source.name || ' ' || count(*) FROM account JOIN source ON source.id = app WHERE offboarded GROUP BY source.name ORDER BY 1";
  expect(office.values(left)).toEqual(IDS.map((id) => `${id} 2`).sort());
  const unknown = "SELECT external_id FROM account WHERE status = 'unknown'";
  expect(office.values(unknown)).toEqual([]);
  const { message, json } = await office.ask('health');
  const said = JSON.stringify(message);
  for (const name of ['Person 11', 'Person 12'])
    expect(
      said.split(`${name}: left in csv, active in entra, google and okta; counts as gone.`),
    ).toHaveLength(2);
  expect(said).not.toContain('The rosters disagree about');
  const { disagreements } = json as { disagreements: readonly { readonly said?: readonly unknown[] }[] };
  expect(disagreements.map(({ said: all }) => all?.length)).toEqual([4, 4]);
  const known = await office.ask('who p1@acme.example');
  expect(known.ok).toBe(true);
  expect((known.json as { accounts: unknown[] }).accounts).toHaveLength(IDS.length);
});

/** What a vendor does from the second page of its list on, and what its read ends with. */
const LIES: readonly { readonly name: string; readonly by: (reply: Reply, rows: string | null) => Broken }[] =
  [
    { name: 'hangs', by: () => 'hang' },
    { name: 'answers 500', by: () => ({ status: 500, body: 'Internal Server Error' }) },
    {
      name: 'sends a web page',
      by: () => ({ headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }),
    },
    { name: 'breaks off in the middle of an answer', by: () => 'cut' },
    { name: 'lists half of its accounts', by: halved },
  ];

/** The first row of the page alone, and nothing that leads on. */
function halved(reply: Reply, key: string | null): Reply {
  const { body, ...rest } = reply;
  const rows = key === null ? body : (body as Record<string, unknown>)[key];
  if (!Array.isArray(rows)) return reply;
  return { ...rest, headers: {}, body: key === null ? rows.slice(0, 1) : { [key]: rows.slice(0, 1) } };
}

test('vendors that hang, fail or lie change nothing, and the others are read completely', async () => {
  const acme = await companyOfVendors(12, 'sync: { appTimeout: 8s }');
  const office = acme.open();
  expect((await office.sync()).every(({ result }) => result.status === 'complete')).toBe(true);
  await office.news();
  const accounts =
    "SELECT source.name || ' ' || external_id || ' ' || status || ' ' || ifnull(gone_at, '') FROM account JOIN source ON source.id = app ORDER BY 1";
  const before = office.values(accounts);
  const findings = office.values('SELECT account FROM finding WHERE closed_at IS NULL');

  const lying = IDS.slice(0, LIES.length);
  for (const [at, id] of lying.entries()) {
    const { list, rows } = VENDORS[id] ?? {};
    const lie = LIES[at];
    if (list === undefined || lie === undefined) throw new Error(id);
    acme.servers[id]?.breakWith({ on: list, by: (reply) => lie.by(reply, rows ?? null) });
  }
  acme.at('2026-03-10T14:00:00Z');
  const report = await office.sync();
  const ended = Object.fromEntries(report.map(({ id, result }) => [id, result.status]));
  for (const id of lying) expect(['failed', 'held'], `${id} ${ended[id]}`).toContain(ended[id]);
  for (const id of IDS.slice(LIES.length)) expect(ended[id], id).toBe('complete');
  expect(office.values(accounts)).toEqual(before);
  expect(office.values('SELECT account FROM finding WHERE closed_at IS NULL')).toEqual(findings);
  const news = await office.news();
  expect(
    news.map(({ message }) => message.title).filter((title) => /left|inactive|closed/.test(title)),
  ).toEqual([]);
});
