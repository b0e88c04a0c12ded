import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { connected } from './connected.ts';
import { googleError, googleThrottled } from './google-rules.ts';
import { type GoogleRules, googleUser } from './google-server.ts';

const STANDARD = '1010020028';
const LIST = /users\?.*maxResults=500/;

/** What the documentation says that Google answers, by its case. */
const EXAMPLES: readonly { readonly when: string; readonly status: number; readonly body: unknown }[] =
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/google/errors.constructed.json'), 'utf8'));

describe('An answer of Google', () => {
  it('403 for too many requests is waited for, as long as a minute, though no header says how long', async () => {
    const { server, io, connection } = await connected();
    server.breakWith({ on: LIST, from: 2, times: 3, by: () => googleThrottled() });
    expect((await everyOf(connection.accounts())).map(({ id }) => id)).toEqual(server.ids);
    expect(io.waits).toEqual([20_000, 20_000, 20_000]);
  });

  it('403 for the quota of the day is left to the next read', async () => {
    const { server, io, connection } = await connected();
    server.breakWith({ on: LIST, by: () => googleError(403, 'quotaExceeded', 'Quota exceeded') });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe('rate-limit');
    expect(io.waits).toEqual([]);
  });

  it.each([
    ['rate', 'rate-limit'],
    ['daily quota', 'rate-limit'],
    ['the admin who is impersonated lacks rights or delegation is missing', 'permission'],
    ['licensing under load', 'unavailable'],
  ])('as documented for "%s" is an error of kind %s', async (when, kind) => {
    const { server, connection } = await connected();
    const example = EXAMPLES.find((each) => each.when === when);
    server.breakWith({ on: LIST, by: () => ({ status: example?.status ?? 0, body: example?.body }) });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe(kind);
  });

  it('503 of the licensing API is a limit or an outage: it is asked again', async () => {
    const { server, io, connection } = await connected({
      products: { 'Google-Apps': [['p0@acme.co', STANDARD]] },
    });
    server.breakWith({
      on: /Google-Apps/,
      times: 2,
      by: () => googleError(503, 'backendError', 'Backend Error'),
    });
    expect((await everyOf(connection.accounts()))[0]?.licenses).toHaveLength(1);
    expect(io.waits).toEqual([20_000, 20_000]);
  });

  it('for an API that is turned off in the Cloud project names the API and what it is needed for', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /\/product\//,
      by: () => googleError(403, 'accessNotConfigured', 'Enterprise License Manager API has not been used'),
    });
    expect(await connection.check()).toEqual([
      {
        capability: 'licenses',
        reason: expect.stringMatching(
          /^turn on the Enterprise License Manager API in the Google Cloud project/,
        ),
      },
    ]);
  });

  it('for an edition without APIs is the plan', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /users\?/,
      by: () => googleError(403, 'domainCannotUseApis', 'The domain cannot use apis.'),
    });
    expect((await connectorErrorOf(connection.check())).kind).toBe('plan');
  });
});

describe('Google Workspace without all rights', () => {
  it('is read without licenses where their scope is not delegated, and keeps the stored subscriptions', async () => {
    const { connection } = await connected({ delegated: ['user.readonly', 'usage.readonly'] });
    const [account] = await everyOf(connection.accounts());
    expect(account?.columns).not.toHaveProperty('noKnownLicense');
    expect(connection.withheld?.()).toEqual([
      { capability: 'licenses', reason: expect.stringMatching(/Domain-wide delegation.*apps\.licensing$/) },
    ]);
    expect((await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve())).kind).toBe('plan');
    expect(await connection.check()).toEqual(connection.withheld?.());
  });

  it('is read by sign-ins alone where the usage report is withheld, and says so', async () => {
    const { connection } = await connected({ forbidden: /\/reports\// });
    expect((await everyOf(connection.accounts()))[0]?.lastActive).toBe('2026-03-01T09:00:00.000Z');
    expect(connection.withheld?.()).toEqual([
      {
        capability: 'lastActive',
        partly: true,
        reason: expect.stringContaining('an admin role with Reports'),
      },
    ]);
  });

  it('says when no usage report of the last days is complete, and uses what there is', async () => {
    const admin = googleUser(0);
    const { connection } = await connected({
      users: [admin],
      usage: { [admin.id]: { 'gmail:timestamp_last_interaction': '2026-03-03T08:00:00.000Z' } },
      reported: { until: '2026-03-05', complete: '2026-02-01' },
    });
    expect((await everyOf(connection.accounts()))[0]?.lastActive).toBe('2026-03-03T08:00:00.000Z');
    expect(connection.withheld?.()).toMatchObject([{ capability: 'lastActive', partly: true }]);
  });

  it('does not take a missing right to licenses for a company without products', async () => {
    const { connection } = await connected({ products: {}, otherProducts: 'refused' });
    expect(await connection.check()).toEqual([]);
    const refused = await connected();
    refused.server.breakWith({
      on: /\/product\/Google-Apps/,
      by: () => googleError(403, 'forbidden', 'Unauthorized operation for the given domain'),
    });
    expect(await refused.connection.check()).toMatchObject([{ capability: 'licenses' }]);
    await everyOf(refused.connection.accounts());
    expect(refused.connection.withheld?.()).toMatchObject([
      { capability: 'licenses', reason: expect.stringContaining('License Management > Read') },
    ]);
  });

  it('takes no refusal in the middle of a list for its end', async () => {
    const { server, connection } = await connected({
      products: { 'Google-Apps': [0, 1, 2].map((number) => [`p${number}@acme.co`, STANDARD] as const) },
    });
    server.breakWith({
      on: /\/product\/Google-Apps/,
      from: 2,
      by: () => googleError(403, 'forbidden', 'Unauthorized operation for the given domain'),
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('refused the rest of a list that it had begun');
  });

  it('reads a company that has Cloud Identity alone', async () => {
    const { server, connection } = await connected({
      products: { '101001': [['p0@acme.co', '1010010001']] },
    });
    server.breakWith({
      on: /\/product\/Google-Apps/,
      by: () => googleError(403, 'forbidden', 'Unauthorized operation for the given domain'),
    });
    expect(await connection.check()).toEqual([]);
    expect((await everyOf(connection.accounts()))[0]?.licenses).toEqual(['1010010001']);
    expect(connection.withheld?.()).toEqual([]);
  });

  it('is not read by an admin of one unit, who gets a shorter list without an error', async () => {
    const { server, connection } = await connected({ limited: true });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'Users > Read' });
    expect(error.message).toContain('Google lists no super admin; only some of the users are seen');
    expect(server.requests.filter((request) => LIST.test(request))).toEqual([]);
  });

  describe('is not read by an admin of one unit in which a super admin is', () => {
    const users = Array.from({ length: 40 }, (_, number) => googleUser(number));
    const signedIn = { 'accounts:last_login_time': '2026-03-05T08:00:00Z' };
    const refusal = async (rules: GoogleRules) => {
      const { connection } = await connected({ users, unitOf: 30, most: 20, ...rules });
      return connectorErrorOf(everyOf(connection.accounts()));
    };

    it('when the usage report knows the people of other units', async () => {
      const error = await refusal({ usage: Object.fromEntries(users.map(({ id }) => [id, signedIn])) });
      expect(error).toMatchObject({ kind: 'permission', right: 'Users > Read' });
      expect(error.message).toContain('Google knows 10 people');
    });

    it('when people of other units hold licenses', async () => {
      const held = users.map(({ primaryEmail }) => [String(primaryEmail), STANDARD] as const);
      const error = await refusal({ products: { 'Google-Apps': held } });
      expect(error).toMatchObject({ kind: 'permission', right: 'Users > Read' });
    });

    it('but a few who were deleted since the report was made are no sign of it', async () => {
      const usage = Object.fromEntries(users.map(({ id }) => [id, signedIn]));
      const { connection } = await connected({ users, unitOf: 35, most: 20, usage });
      expect(await everyOf(connection.accounts())).toHaveLength(35);
    });
  });
});

it('makes one request for each page, and one for each product that is not there', async () => {
  const users = Array.from({ length: 1200 }, (_, number) => googleUser(number));
  const held = users.map(({ primaryEmail }) => [String(primaryEmail), STANDARD] as const);
  const { server, connection } = await connected({
    users,
    most: 1000,
    products: { 'Google-Apps': held },
    otherProducts: 'refused',
    reported: { until: '2026-03-08', complete: '2026-03-08' },
  });
  await everyOf(connection.accounts());
  await connection.subscriptions?.();
  const users500 = 3;
  const licenses1000 = 2;
  const otherProducts = 18;
  const [report, tokens, proof] = [1, 3, 1];
  expect(server.requests).toHaveLength(users500 + licenses1000 + otherProducts + report + tokens + proof);
  expect(connection.usage?.()).toEqual({ requests: server.requests.length, left: [] });
});
