import { afterEach, describe, expect, it } from 'vitest';
import { zoom } from '../../../src/connectors/zoom/zoom.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { survivesFaults } from '../vendors/faults.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import {
  ACCOUNT,
  CLIENT,
  FETCHED,
  SECRET,
  startZoom,
  type ZoomRules,
  zoomError,
  zoomThrottled,
  zoomUser,
} from './zoom-server.ts';

const settingsFor = ({ origin }: VendorServer, changes: object = {}) =>
  zoom.settings.parse({
    accountId: ACCOUNT,
    clientId: CLIENT,
    clientSecret: SECRET,
    apiUrl: origin,
    loginUrl: origin,
    ...changes,
  });

survivesFaults('Zoom', {
  connector: zoom,
  start: startZoom,
  settings: settingsFor,
  secrets: [SECRET, FETCHED, Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')],
  list: /^GET \/v2\/users/,
  rows: (body) => (body as { users: Record<string, unknown>[] }).users,
  idKey: 'id',
  namesRow: /\/v2\/users: users\[1\]\.id: /,
  token: 'fetched',
  unauthorised: zoomError('token expired'),
  forbidden: { reply: zoomError('token lacks a scope'), right: 'user:read:list_users:admin' },
  throttled: (seconds, { clock }) => zoomThrottled(seconds, clock),
  ended: (reply) => ({ ...reply, body: { ...(reply.body as object), next_page_token: '' } }),
  half: 'error',
  otherTenant: 'untold',
  emptied: 'error',
});

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function connected(rules: ZoomRules = {}, changes: object = {}) {
  const server = await startZoom(rules);
  open.push(server);
  const io = ioFor(server);
  return { server, io, connection: zoom.connect(settingsFor(server, changes), io) };
}

describe('Zoom', () => {
  it('needs a request for each 300 users, one for each status, a token and one for the plans', async () => {
    const users = [
      ...Array.from({ length: 4801 }, (_, index) => zoomUser(`u${index}`)),
      ...Array.from({ length: 150 }, (_, index) => zoomUser(`i${index}`, { status: 'inactive' })),
      ...Array.from({ length: 49 }, (_, index) => zoomUser(`p${index}`, { status: 'pending' })),
    ];
    const { server, connection } = await connected({ users, most: 300 });
    expect(await everyOf(connection.accounts())).toHaveLength(5000);
    await connection.subscriptions?.();
    // The floor is 17 and 1 and 1.
    expect(server.requests).toHaveLength(21);
    expect(connection.usage?.().requests).toBe(21);
  });

  it('checks the credentials and the scopes, and what the plan withholds', async () => {
    const { connection } = await connected();
    expect(await connection.check()).toEqual([]);
    const lacking = await connected({ lacks: ['user:read:list_users:admin'] });
    expect(await connectorErrorOf(lacking.connection.check())).toMatchObject({
      kind: 'permission',
      right: 'user:read:list_users:admin',
    });
  });

  it('reads what was bought, and in which term', async () => {
    const { connection } = await connected();
    const found = await connection.subscriptions?.();
    expect(
      found?.map(({ id, sku, product, purchased, consumed, term }) => [
        id,
        sku,
        product,
        purchased,
        consumed,
        term,
      ]),
    ).toEqual([
      ['plan_base:monthly', 'Zoom Licensed', 'Zoom Licensed', 20, 17, 'monthly'],
      ['plan_zoom_one:zoom_one_business_yearly', 'Zoom Workplace', 'Zoom Workplace', 50, 43, 'annual'],
      ['plan_united:zoom_united_pro', 'Zoom United', 'Zoom United', 5, 5, null],
      ['plan_large_meeting:large500_monthly', 'Zoom Large Meeting', 'Zoom Large Meeting', 1, 1, 'monthly'],
    ]);
  });

  it('lets several bundles share the product that users have', async () => {
    const bundle = (type: string) => ({ type, hosts: 5, usage: 4 });
    const { connection } = await connected({
      plans: { body: { plan_zoom_one: [bundle('pro_monthly'), bundle('business_yearly')] } },
    });
    expect((await connection.subscriptions?.())?.map(({ sku, product }) => [sku, product])).toEqual([
      ['pro_monthly', 'Zoom Workplace'],
      ['business_yearly', 'Zoom Workplace'],
    ]);
  });

  it.each([
    [400, 'No permission.'],
    [200, 'Only available for Paid account: acc-Zoom-1'],
  ])(
    'reads the accounts all the same where Zoom does not tell what was bought, with %i',
    async (status, message) => {
      const refusal = { status, body: { code: 200, message } };
      const { connection } = await connected({ plans: refusal });
      expect(await connection.check()).toEqual([
        {
          capability: 'subscriptions',
          reason: expect.stringContaining('write the number into seatkeeper.yaml'),
        },
      ]);
      expect(await everyOf(connection.accounts())).toHaveLength(9);
      expect((await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve())).kind).toBe('plan');
      expect(connection.withheld?.().map(({ capability }) => capability)).toEqual(['subscriptions']);
    },
  );

  it('names the scope that only the number of seats bought needs', async () => {
    const { connection } = await connected({ lacks: ['account:read:admin'] });
    const [limit] = await connection.check();
    expect(limit).toMatchObject({ capability: 'subscriptions' });
    expect(await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve())).toMatchObject({
      kind: 'permission',
      right: 'account:read:admin',
    });
  });

  it('leaves half of the limit to the other apps of the account', async () => {
    const rules = { headers: { 'X-RateLimit-Remaining': '10' } };
    const { io, connection } = await connected(rules);
    await everyOf(connection.accounts());
    expect(io.waits.length).toBeGreaterThan(0);
    expect(new Set(io.waits)).toEqual(new Set([1000]));
    const unhurried = await connected();
    await everyOf(unhurried.connection.accounts());
    expect(unhurried.io.waits).toEqual([]);
  });

  it('reads the list from its beginning when its page token has ended', async () => {
    const { server, connection } = await connected();
    const error = await connectorErrorOf(
      (async () => {
        for await (const _ of connection.accounts())
          server.clock.now = new Date(server.clock.now.getTime() + 16 * 60_000);
      })(),
    );
    expect(error.kind).toBe('changed');
  });

  it.each([
    [
      'a secret that was regenerated',
      { clientSecret: 'old-secret' },
      'clientId and clientSecret do not belong',
    ],
    ['another account', { accountId: 'acc-other' }, 'knows no accountId like this'],
  ])('says what to do about %s, without showing the secret', async (_, changes, words) => {
    const { connection } = await connected({}, changes);
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('auth');
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/old-secret|secretOfZoom/);
  });

  it('takes addresses with and without their path, and no unknown setting', () => {
    const base = { accountId: 'a', clientId: 'c', clientSecret: 's' };
    expect(zoom.settings.parse(base)).toMatchObject({
      apiUrl: 'https://api.zoom.us/v2',
      loginUrl: 'https://zoom.us',
    });
    const gov = { apiUrl: 'https://api.zoomgov.com', loginUrl: 'https://zoomgov.com/' };
    expect(zoom.settings.parse({ ...base, ...gov })).toMatchObject({
      apiUrl: 'https://api.zoomgov.com/v2',
      loginUrl: 'https://zoomgov.com',
    });
    expect(zoom.settings.safeParse({ ...base, token: 't' }).success).toBe(false);
    expect(zoom.settings.safeParse({ ...base, clientSecret: '' }).success).toBe(false);
  });
});
