import { expect, onTestFinished, test } from 'vitest';
import { openSync } from '../../../src/flows/sync/sync-all.ts';
import { CLIENT, SECRET, TENANT } from '../../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph } from '../../connectors/microsoft-365/graph-server.ts';
import { company, people } from '../../support/company.ts';

/** Enough that asking for what has changed costs less than the list. */
const MANY = 2_010;
const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';

const idOf = (n: number) => graphUser(`u${n}`).id;
const LICENSED = { assignedLicenses: [{ skuId: E3, disabledPlans: [] }] };

/** A tenant that is a roster and an app, read once by the schedule, and an hour later. */
async function office() {
  const users = Array.from({ length: MANY }, (_, n) => graphUser(`u${n}`, LICENSED));
  const server = await startGraph({ users, most: 999 });
  onTestFinished(() => server.close());
  const settings = `{ tenant: ${TENANT}, clientId: ${CLIENT}, clientSecret: "\${M365_SECRET}", apiUrl: "${server.origin}", loginUrl: "${server.origin}"`;
  const acme = company({
    roster: people(),
    apps: {},
    at: '2026-03-10T12:00:00Z',
    env: { M365_SECRET: SECRET },
    yaml: `  - { id: m365, connector: microsoft-365, settings: ${settings}, activity: none } }
network: { allow: ["${server.origin}"] }
`,
  });
  acme.configure((text) =>
    text
      .replace('domains: [acme.example]', 'domains: [acme.co]')
      .replace('{ source: csv, file: roster.csv }', settings.replace('{', '{ source: entra,').concat(' }')),
  );
  let trap: RegExp | null = null;
  const opened = acme.open({
    onStatement: (sql) => {
      if (trap?.test(sql) !== true) return;
      trap = null;
      throw new Error('stopped here');
    },
  });
  /** One pass of the schedule, and the lists of users that were read in whole by it: the roster's and the app's. */
  async function scheduled() {
    const before = server.requests.length;
    const sync = await openSync(opened.context);
    try {
      const report = await sync.read({ rosters: 'all', byHand: true, apps: 'all', joins: false });
      const asked = server.requests.slice(before);
      return {
        statuses: report.map(({ result }) => result.status),
        whole: asked.filter((request) => request.startsWith('GET /v1.0/users?$top=999')).length,
        requests: asked.length,
      };
    } finally {
      await sync.close();
    }
  }
  const kept = () =>
    opened.values(
      "SELECT kept_list.source || ' ' || run || ' ' || state || ' ' || (SELECT count(*) || ' ' || sum(length(rows)) FROM kept_page WHERE kept_page.source = kept_list.source) FROM kept_list ORDER BY 1",
    );
  expect(await scheduled()).toMatchObject({ statuses: ['complete', 'complete'], whole: 2 });
  const later = (hours: number) => {
    const now = new Date(acme.now().getTime() + hours * 3_600_000);
    acme.at(now.toISOString());
    server.clock.now = now;
  };
  later(1);
  const stopAt = async (pattern: RegExp, work: () => Promise<unknown>) => {
    trap = pattern;
    await expect(work()).rejects.toThrow('stopped here');
  };
  return { acme, opened, server, tenant: server.tenant, scheduled, kept, later, stopAt };
}

const LISTED = 'SELECT count(*) FROM account WHERE gone_at IS NULL';

test('what changed between two whole reads is all that is asked for, and everything that follows is as ever', async () => {
  const { opened, tenant, scheduled, later } = await office();
  tenant.remove(idOf(3));
  tenant.update(idOf(4), { accountEnabled: false });
  tenant.add(graphUser('new', LICENSED));
  const read = await scheduled();
  expect(read).toMatchObject({ statuses: ['complete', 'complete'], whole: 0 });
  expect(read.requests).toBeLessThan(20);
  expect(opened.values(LISTED)).toEqual([MANY]);
  const state = 'SELECT state FROM account WHERE external_id = ?';
  expect(opened.values(state, idOf(4))).toEqual(['suspended']);
  expect(opened.values('SELECT gone_at IS NOT NULL FROM account WHERE external_id = ?', idOf(3))).toEqual([
    1,
  ]);
  expect(opened.values('SELECT status FROM person WHERE external_id = ?', idOf(4))).toEqual(['inactive']);
  later(24);
  expect(await scheduled()).toMatchObject({ statuses: ['complete', 'complete'], whole: 2 });
  expect(opened.values(LISTED)).toEqual([MANY]);
});

test('a sync that somebody asks for reads the whole list, and the next one of the schedule goes on from it', async () => {
  const { opened, server, scheduled, later } = await office();
  const before = server.requests.length;
  await opened.sync('m365');
  expect(
    server.requests.slice(before).filter((each) => each.startsWith('GET /v1.0/users?$top=999')),
  ).toHaveLength(2);
  later(1);
  expect((await scheduled()).whole).toBe(0);
});

test('half of the users gone is held by the guard: the list stays as it was, and the next read is a whole one', async () => {
  const { opened, tenant, scheduled, kept, later } = await office();
  const before = kept();
  // Few enough that they are told as changes, and too many to be believed.
  for (let n = 0; n < MANY / 2; n++) tenant.remove(idOf(n));
  const read = await scheduled();
  expect(read.statuses).toContain('held');
  expect(read.whole).toBe(0);
  expect(kept()).toEqual(before);
  expect(opened.values(LISTED)).toEqual([MANY]);
  later(1);
  expect((await scheduled()).whole).toBeGreaterThan(0);
});

test.each([
  ['while the accounts are applied', /^UPDATE account SET/],
  ['while the list is kept', /insert into "kept_list"/i],
  ['after it was kept, before the read is sealed', /insert into "kept_page"/i],
])(
  'a read that is killed %s leaves the list and the link before, and nobody is lost',
  async (_, statement) => {
    const { opened, tenant, scheduled, kept, later, stopAt } = await office();
    const [before] = kept().slice(-1);
    tenant.update(idOf(5), { displayName: 'New name' });
    tenant.remove(idOf(6));
    await stopAt(statement, scheduled);
    expect(kept()).toContain(before);
    later(1);
    tenant.update(idOf(7), { displayName: 'Newer name' });
    const read = await scheduled();
    expect(read.statuses).toEqual(['complete', 'complete']);
    expect(opened.values(LISTED)).toEqual([MANY - 1]);
    for (const [n, name] of [
      [5, 'New name'],
      [7, 'Newer name'],
    ] as const)
      expect(opened.values('SELECT name FROM account WHERE external_id = ?', idOf(n))).toEqual([name]);
  },
);

test('what is kept goes with the app, and after a week', async () => {
  const { acme, opened, kept, later } = await office();
  expect(kept()).toHaveLength(2);
  acme.configure((text) => text.replace(/ {2}- \{ id: m365.*\n/, '  []\n'));
  const again = acme.open();
  await again.sync();
  expect(kept()).toHaveLength(1);
  later(8 * 24);
  acme.configure((text) =>
    text.replace(/roster: .*\n/, 'roster: [{ source: csv, file: roster.csv, expect: 0 }]\n'),
  );
  const last = acme.open();
  await last.sync().catch(() => {});
  expect(kept()).toEqual([]);
  expect(opened.values('SELECT count(*) FROM kept_page')).toEqual([0]);
});
