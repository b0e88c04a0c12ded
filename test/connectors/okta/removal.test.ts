import { afterEach, describe, expect, it } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import type { Account } from '../../../src/domain/account.ts';
import { everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { plannedFor } from '../vendors/taken-back.ts';
import { OKTA_KIT, PEM } from './okta-kit.ts';
import { assigned, CLIENT, FETCHED, type OktaRules, oktaUser, startOkta, TOKEN } from './okta-server.ts';

const written = ({ origin }: VendorServer, more: object = {}) =>
  okta.settings.parse({ url: origin, token: TOKEN, removal: { clientId: CLIENT, privateKey: PEM }, ...more });

const ANSWERS = {
  secrets: [TOKEN, FETCHED, PEM],
  unauthorised: OKTA_KIT.unauthorised,
  forbidden: OKTA_KIT.forbidden.reply,
  throttled: OKTA_KIT.throttled,
};

for (const way of ['suspend', 'deactivate'] as const) {
  removesCarefully(`Okta's ${way}`, {
    ways: okta.removal,
    ...ANSWERS,
    connect: (server, io) => okta.connect(written(server), io),
    start: () => startOkta(),
    way,
    write: new RegExp(`^POST /api/v1/users/00u0/lifecycle/${way}`),
    read: /^GET /,
    empty: { body: {} },
    undo: way === 'suspend',
  });
}

removesCarefully("Okta's assignment of one app", {
  ways: okta.removal,
  ...ANSWERS,
  connect: (server, io) => okta.connect(written(server, { apps: 'Miro' }), io),
  start: () => startOkta({ apps: { Miro: [assigned('00u1'), assigned('00u2')] } }),
  way: 'app-assignment',
  write: /^DELETE \/api\/v1\/apps\/0oa0\/users\/00u1/,
  read: /^GET /,
  empty: { status: 204 },
  undo: false,
});

removesCarefully("Okta's group that assigns an app", {
  ways: okta.removal,
  ...ANSWERS,
  connect: (server, io) => okta.connect(written(server, { apps: 'Miro' }), io),
  start: () =>
    startOkta({
      apps: { Miro: [assigned('00u1', { scope: 'GROUP' }), assigned('00u2', { scope: 'GROUP' })] },
      groups: { Design: ['00u1', '00u2'] },
      assignedTo: { Miro: ['Design'] },
    }),
  way: 'leave-group',
  write: /^DELETE \/api\/v1\/groups\/Design\/users\/00u1/,
  read: /^GET /,
  empty: { status: 204 },
  undo: true,
});

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function started(rules: OktaRules, more: object = {}) {
  const server = await startOkta(rules);
  open.push(server);
  const connection = okta.connect(written(server, more), ioFor(server));
  const [account] = await everyOf(connection.accounts());
  if (account === undefined || connection.removal === undefined) throw new Error('nothing to remove');
  return { server, connection, removal: connection.removal, account: account as Account };
}

describe('Removing in Okta', () => {
  it('is a task for an admin without credentials that may write', async () => {
    const server = await startOkta();
    open.push(server);
    const settings = okta.settings.parse({ url: server.origin, token: TOKEN });
    expect(okta.connect(settings, ioFor(server)).removal).toBeUndefined();
  });

  it('deactivates who cannot be suspended: Okta suspends only users who are active', async () => {
    const { removal, account } = await started({ users: [oktaUser('00u1', { status: 'LOCKED_OUT' })] });
    expect(removal.usual(account)).toEqual([{ way: 'deactivate', license: null }]);
    const now = await removal.look({ way: 'suspend', license: null, account });
    expect(now).toMatchObject({ removed: false, obstacle: { kind: 'other' } });
  });

  it('has nothing to do for somebody who is deactivated', async () => {
    const { removal, account } = await started({ users: [oktaUser('00u1', { status: 'DEPROVISIONED' })] });
    expect(removal.usual(account)).toEqual([]);
    expect(removal.offered(account)).toEqual([]);
  });

  it('names the group when an assignment comes through one: Okta refuses to take it away', async () => {
    const apps = { Miro: [assigned('00u1', { scope: 'GROUP' })] };
    const { removal, account } = await started({ apps }, { apps: 'Miro' });
    const now = await removal.look({ way: 'app-assignment', license: null, account });
    expect(now).toMatchObject({ removed: false, obstacle: { kind: 'group', instead: null } });
  });

  it("offers to leave the one group of Okta's own that assigns the app, and names those that cannot be left", async () => {
    const looked = async (groups: Record<string, string[]>, groupTypes: Record<string, string> = {}) => {
      const { removal, account } = await started(
        {
          apps: { Miro: [assigned('00u1', { scope: 'GROUP' })] },
          groups,
          groupTypes,
          assignedTo: { Miro: ['Design', 'Sales'] },
        },
        { apps: 'Miro' },
      );
      const [assignment, leave] = ['app-assignment', 'leave-group'].map((way) =>
        removal.look({ way, license: null, account }),
      );
      return [await assignment, await leave];
    };
    const one = await looked({ Design: ['00u1'], Sales: ['00u2'], Board: ['00u1'] });
    expect(one).toMatchObject([
      { obstacle: { kind: 'group', group: 'Design', instead: { way: 'leave-group' } } },
      { removed: false, obstacle: null, before: { group: 'Design' } },
    ]);
    const two = await looked({ Design: ['00u1'], Sales: ['00u1'] });
    expect(two).toMatchObject([
      { obstacle: { kind: 'group', group: 'Design, Sales', instead: null } },
      {
        obstacle: {
          kind: 'other',
          why: expect.stringContaining('several groups assign Miro: Design, Sales'),
        },
      },
    ]);
    const filled = await looked({ Design: ['00u1'] }, { Design: 'APP_GROUP' });
    expect(filled).toMatchObject([
      { obstacle: { kind: 'group', group: 'Design', instead: null } },
      { obstacle: { kind: 'directory' } },
    ]);
  });

  it('frees no seat by ending sign-in through Okta: the plan says so, and the user stays in the app and in Okta', async () => {
    const rules = { apps: { Miro: [assigned('00u1')] }, users: [oktaUser('00u1')] };
    const { server, connection, removal, account } = await started(rules, { apps: 'Miro' });
    const kit = { ways: okta.removal, connect: () => connection };
    const [planned] = (await plannedFor(kit, server, { account, way: 'app-assignment' })).removals;
    expect(planned).toMatchObject({
      steps: [{ way: 'app-assignment', freesSeat: false, stays: expect.stringContaining('the license in') }],
      saving: { kind: 'none' },
    });
    const before = server.requests.length;
    await removal.carryOut({ way: 'app-assignment', license: null, account }, {});
    const asked = server.requests.slice(before).filter((request) => !request.endsWith('/token'));
    expect(asked).toEqual(['DELETE /api/v1/apps/0oa0/users/00u1']);
    // Nobody asked the app itself, and the user of Okta is as before.
    const users = okta.connect(written(server), ioFor(server));
    expect(await everyOf(users.accounts())).toMatchObject([{ id: '00u1', state: 'active' }]);
  });

  it('is done by hand where the app stands for several: a half that fails would leave a half that worked', async () => {
    const apps = { Miro: [assigned('00u1')], Figma: [assigned('00u1')] };
    const { removal, account } = await started({ apps }, { apps: ['Miro', 'Figma'] });
    expect(removal.usual(account)).toEqual([]);
  });

  it('knows the account of an API token, which is never removed, and that a service app has none', async () => {
    const byToken = await started({}, { removal: { token: TOKEN } });
    expect(await byToken.connection.ownAccounts?.()).toEqual(['00u0']);
    const { server, connection } = await started({});
    server.breakWith({ on: /users\/me/, by: () => OKTA_KIT.forbidden.reply });
    expect(await connection.ownAccounts?.()).toEqual([]);
  });

  it.each([{}, { apps: 'Miro' }])('knows the account of the token for reading too, %j', async (more) => {
    const { server, connection } = await started({ apps: { Miro: [assigned('00u1')] } }, more);
    server.breakWith({
      on: /users\/me/,
      instead: true,
      by: (_, { headers }) => ({
        body: oktaUser(headers.authorization === `SSWS ${TOKEN}` ? '00reader' : '00writer'),
      }),
    });
    expect(await connection.ownAccounts?.()).toEqual(['00reader', '00writer']);
  });

  it('names the groups that assign the app with one request, however many people are planned', async () => {
    const asked = async (assigning: string[], groupTypes: Record<string, string> = {}) => {
      const { server, removal, account } = await started(
        {
          apps: { Miro: [assigned('00u1', { scope: 'GROUP' })] },
          groups: Object.fromEntries(assigning.map((group) => [group, ['00u1']])),
          groupTypes,
          assignedTo: { Miro: assigning },
          most: 200,
        },
        { apps: 'Miro' },
      );
      const before = server.requests.length;
      const tell = await removal.askOfAll?.();
      const step = { license: null, account };
      const direct = { ...account, columns: { ...account.columns, assigned: 'directly' } };
      expect(tell?.({ way: 'app-assignment', ...step, account: direct })).toBeNull();
      expect(tell?.({ way: 'leave-group', ...step })).toBeNull();
      const told = Array.from({ length: 20 }, () => tell?.({ way: 'app-assignment', ...step }));
      const groups = server.requests.slice(before).filter((one) => one.includes('/groups'));
      expect(groups).toEqual(['GET /api/v1/apps/0oa0/groups?limit=200&expand=group']);
      expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
      return told[0];
    };
    const named = (group: string) => ({ kind: 'group', group, instead: null, url: null });
    expect(await asked(['Design'])).toEqual({
      ...named('Design'),
      instead: { way: 'leave-group', license: null },
    });
    expect(await asked(['Design'], { Design: 'APP_GROUP' })).toEqual(named('Design'));
    expect(await asked(['Design', 'Sales'])).toEqual(named('Design or Sales'));
    expect(await asked(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toEqual(named('A, B, C, D or one of 3 others'));
    expect(await asked([])).toEqual(named('that assigns Miro'));
  });

  it('tells from the list alone that a group gives an assignment, and that only who is active is suspended', async () => {
    const byGroup = { apps: { Miro: [assigned('00u1', { scope: 'GROUP' })] } };
    const miro = await started(byGroup, { apps: 'Miro' });
    expect(miro.removal.told?.({ way: 'app-assignment', license: null, account: miro.account })).toEqual({
      kind: 'group',
      group: 'that assigns Miro',
      instead: null,
      url: null,
    });
    const locked = await started({ users: [oktaUser('00u1', { status: 'LOCKED_OUT' })] });
    const step = { license: null, account: locked.account };
    expect(locked.removal.told?.({ way: 'suspend', ...step })).toMatchObject({ kind: 'other' });
    expect(locked.removal.told?.({ way: 'deactivate', ...step })).toBeNull();
  });
});
