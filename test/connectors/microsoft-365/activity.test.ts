import { afterEach, describe, expect, it } from 'vitest';
import { createFetch } from '../../../src/connectors/network/network.ts';
import { everyOf } from '../../support/connector-io.ts';
import { startVendor, type VendorServer } from '../vendors/server.ts';
import { closeServers, connected } from './connected.ts';
import { usageReport } from './graph-activity.ts';
import { FETCHED, fixture, type GraphRules, type Row } from './graph-rules.ts';
import { graphUser } from './graph-server.ts';

const reports: VendorServer[] = [];
afterEach(async () => {
  await closeServers();
  for (const server of reports.splice(0)) await server.close();
});

const signedIn = (name: string, signInActivity?: object): Row => graphUser(name, { signInActivity });

async function read(rules: GraphRules, settings: object = {}) {
  const { server, io, connection } = await connected(rules, { ...settings });
  const accounts = await everyOf(connection.accounts());
  const activity = accounts.map(({ lastActive, columns }) => [lastActive, columns.lastActiveFrom ?? null]);
  return { server, io, connection, activity };
}

/** A tenant whose usage report lies on another host; `seen` holds the headers that host got. */
async function withReport(text: string, rules: GraphRules) {
  const seen: unknown[] = [];
  const host = await startVendor(() => ({
    routes: [
      {
        on: 'GET /data/download/JDFK',
        answer: ({ headers }) => {
          seen.push(headers.authorization);
          return { headers: { 'content-type': 'application/octet-stream' }, body: text };
        },
      },
    ],
    nothing: { status: 404 },
  }));
  reports.push(host);
  const origins = [host.origin];
  const { server, connection } = await connected(
    { ...rules, report: `${host.origin}/data/download/JDFK` },
    {},
    { fetch: (url, init) => createFetch({ allow: [...origins, new URL(String(url)).origin] })(url, init) },
  );
  const accounts = await everyOf(connection.accounts());
  const activity = accounts.map(({ lastActive, columns }) => [lastActive, columns.lastActiveFrom ?? null]);
  return { server, connection, seen, activity };
}

describe('Sign-ins', () => {
  it('that failed make nobody busy who signed in before: a leaver whose password is guessed at', async () => {
    const { activity } = await read({
      users: [
        signedIn('a', {
          lastSuccessfulSignInDateTime: '2025-06-01T08:00:00Z',
          lastSignInDateTime: '2026-03-09T08:00:00Z',
        }),
        signedIn('b', {
          lastSignInDateTime: fixture('users_signInActivity.200.json').value[0].signInActivity
            .lastSignInDateTime,
        }),
      ],
    });
    expect(activity).toEqual([
      ['2025-06-01T08:00:00.000Z', 'sign-in'],
      ['2017-09-04T15:35:02.000Z', 'sign-in, which may have failed'],
    ]);
  });

  it('in the background count: somebody who works in a program that stays signed in is not idle', async () => {
    const { activity } = await read({
      users: [
        signedIn('a', {
          lastSuccessfulSignInDateTime: '2025-06-01T08:00:00Z',
          lastNonInteractiveSignInDateTime: '2026-03-09T08:00:00Z',
        }),
      ],
    });
    expect(activity).toEqual([['2026-03-09T08:00:00.000Z', 'background sign-in']]);
  });

  it('that are missing or empty mean unknown, never "never"', async () => {
    const { activity } = await read({
      users: [
        signedIn('a', { lastSignInDateTime: '2026-03-09T08:00:00Z' }),
        signedIn('b'),
        signedIn('c', {}),
        signedIn('d', { lastSignInDateTime: '0001-01-01T00:00:00Z' }),
      ],
    });
    expect(activity.slice(1)).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('are a slow list of their own, and never more than Microsoft allows', async () => {
    const users = Array.from({ length: 3000 }, (_, index) =>
      signedIn(`u${index}`, { lastSuccessfulSignInDateTime: '2026-03-09T08:00:00Z' }),
    );
    const { server, io, activity } = await read({ users, most: 999 });
    expect(activity.every(([at]) => at !== null)).toBe(true);
    // A token, what is asked for together, four pages of users and six of sign-ins.
    expect(server.requests).toHaveLength(12);
    // Five are free, and the sixth waits until the first is ten seconds old.
    expect(io.waits).toEqual([10_000]);
  });

  it('are asked for as many at once as Microsoft says, when it allows fewer', async () => {
    const users = Array.from({ length: 5 }, (_, index) =>
      signedIn(`u${index}`, { lastSuccessfulSignInDateTime: '2026-03-09T08:00:00Z' }),
    );
    const { server, activity } = await read({ users, mostSignIns: 3 });
    expect(activity.every(([at]) => at !== null)).toBe(true);
    expect(server.requests.some((request) => request.includes('$top=3&'))).toBe(true);
  });

  it('that are all empty are not believed: the usage report is read in their place', async () => {
    const users = [signedIn('a'), signedIn('b')];
    const text = usageReport([{ user: 'a@acme.co', days: { Teams: '2026-03-07' } }]);
    const { activity, connection } = await withReport(text, { users });
    expect(activity).toEqual([
      ['2026-03-07', 'Teams'],
      [null, null],
    ]);
    expect(connection.withheld?.()).toMatchObject([{ capability: 'lastActive', partly: true }]);
    const alone = await read({ users, lacks: ['Reports.Read.All'] });
    expect(alone.connection.withheld?.()).toMatchObject([
      {
        capability: 'lastActive',
        reason: expect.stringMatching(/without a single sign-in.*Reports\.Read\.All/),
      },
    ]);
  });
});

describe('The usage report', () => {
  const users = [graphUser('ada'), graphUser('bob'), graphUser('eve')];
  const text = usageReport([
    { user: 'Ada@acme.co', days: { Exchange: '2026-03-01', Teams: '2026-03-07', Yammer: '' } },
    { user: 'bob@acme.co' },
    { user: 'eve@acme.co', days: { Teams: '2026-03-07' }, deleted: true },
  ]);

  it('tells the day where the tenant has no plan for sign-ins, and the token does not go to its host', async () => {
    const { connection, seen, activity } = await withReport(text, { users, free: true });
    expect(activity).toEqual([
      ['2026-03-07', 'Teams'],
      [null, null],
      [null, null],
    ]);
    expect(seen).toEqual([undefined]);
    expect(connection.withheld?.()).toEqual([
      {
        capability: 'lastActive',
        partly: true,
        reason: expect.stringMatching(/Entra ID P1 or P2.*the usage report tells the day/),
      },
    ]);
    expect(connection.usage?.().requests).toBeGreaterThan(0);
  });

  it('tells it where the right to read sign-ins is missing', async () => {
    const { activity } = await withReport(text, { users, lacks: ['AuditLog.Read.All'] });
    expect(activity[0]).toEqual(['2026-03-07', 'Teams']);
  });

  it('that conceals names is not used: nobody would have been active', async () => {
    const { connection, seen, activity } = await withReport(text, { users, free: true, concealed: true });
    expect(activity.every(([at]) => at === null)).toBe(true);
    expect(seen).toEqual([]);
    expect(connection.withheld?.()).toMatchObject([
      {
        capability: 'lastActive',
        reason: expect.stringMatching(
          /Entra ID P1 or P2.*conceals names; show them in the Microsoft 365 admin center/,
        ),
      },
    ]);
  });

  it('that conceals names is noticed by its rows too', async () => {
    const hidden = usageReport([{ user: '3F2504E04F8911D39A0C0305E82C3301', days: { Teams: '2026-03-07' } }]);
    const { connection } = await withReport(hidden, {
      users,
      free: true,
      lacks: ['ReportSettings.Read.All'],
    });
    expect(connection.withheld?.()).toMatchObject([{ reason: expect.stringContaining('conceals names') }]);
  });

  it('is not there without its right, which is named beside the plan', async () => {
    const { connection } = await connected({ users, free: true, lacks: ['Reports.Read.All'] });
    const [{ capability, reason } = { capability: '', reason: '' }] = await connection.check();
    expect(capability).toBe('lastActive');
    expect(reason).toMatch(/needs Entra ID P1 or P2.*Reports\.Read\.All/);
    expect(reason).not.toContain(FETCHED);
  });

  it('costs a full read of 5,000 users eleven requests in all', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => graphUser(`u${index}`));
    const { server, connection } = await withReport(text, { users: many, most: 999, free: true });
    await connection.subscriptions?.();
    await connection.domains?.();
    // A token, what is asked for together, six pages of users, sign-ins that are refused, and where the report is.
    expect(server.requests).toHaveLength(10);
    // And the report itself, on the other host.
    expect(connection.usage?.().requests).toBe(11);
  });

  it('is all that is asked for where the setting says so', async () => {
    const { server } = await read({ users, concealed: true }, { activity: 'usage-report' });
    expect(server.requests.some((request) => request.includes('signInActivity'))).toBe(false);
  });
});
