import { describe, expect, it } from 'vitest';
import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { connected } from './connected.ts';
import { googleError, googleThrottled } from './google-rules.ts';
import {
  ADMIN,
  type GoogleRules,
  googleUser,
  KEY,
  SECRETS,
  settingsFor,
  startGoogle,
} from './google-server.ts';

const WRITE = { admin: ADMIN, removal: { serviceAccount: KEY, admin: ADMIN } };
const ANN = () => googleUser(1);
const held = (): GoogleRules => ({
  users: [ANN(), googleUser(0)],
  products: { 'Google-Vault': [['p1@acme.co', 'Google-Vault']] },
});

const WAYS = [
  { way: 'suspend', write: /^PATCH .*\/users\//, undo: true },
  { way: 'archive', write: /^PATCH .*\/users\//, undo: true },
  { way: 'license', license: 'Google Vault', write: /^DELETE .*\/product\/Google-Vault\//, undo: true },
  { way: 'delete', write: /^DELETE .*\/users\//, undo: false },
];
for (const way of WAYS)
  removesCarefully(`Google's ${way.way}`, {
    ways: googleWorkspace.removal,
    ...way,
    connect: ({ origin }, io) =>
      googleWorkspace.connect(googleWorkspace.settings.parse(settingsFor(origin, WRITE)), io),
    start: () => startGoogle(held()),
    read: /^(GET |POST \/token)/,
    secrets: [...SECRETS, KEY],
    unauthorised: googleError(401, 'authError', 'Invalid Credentials'),
    forbidden: googleError(403, 'forbidden', 'Not Authorized to access this resource/api'),
    throttled: (seconds) => googleThrottled(seconds),
    empty: { body: {} },
  });

async function given(rules: GoogleRules) {
  const { server, connection } = await connected(rules, { settings: WRITE });
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string, license: string | null = null) => removal.look({ way, license, account });
  return { server, removal, account, look };
}

describe('Removing in Google Workspace', () => {
  it('suspends first, and archives users who are suspended already: a suspended user is billed like an active one', async () => {
    const active = await given(held());
    expect(active.removal.usual(active.account)).toEqual([{ way: 'suspend', license: null }]);
    const suspended = await given({ users: [googleUser(1, { suspended: true }), googleUser(0)] });
    expect(suspended.removal.usual(suspended.account)).toEqual([{ way: 'archive', license: null }]);
  });

  it('knows the accounts of the admins in whose name it reads and writes, which are never removed', async () => {
    const writer = 'writer@acme.co';
    const users = [
      googleUser(1),
      googleUser(0, { primaryEmail: ADMIN }),
      googleUser(2, { primaryEmail: writer }),
    ];
    const settings = { admin: ADMIN, removal: { serviceAccount: KEY, admin: writer } };
    const { connection } = await connected({ users }, { settings });
    const own = [googleUser(0).id, googleUser(2).id];
    expect(await connection.ownAccounts?.()).toEqual(own);
    const { connection: other, server } = await connected({ users }, { settings });
    server.breakWith({ on: /users\/writer/, instead: true, times: 1, by: () => ({ status: 400, body: {} }) });
    await expect(other.ownAccounts?.()).rejects.toThrow();
    expect(await other.ownAccounts?.()).toEqual(own);
  });

  it('tells from the list alone that a super admin can only be suspended by another one', async () => {
    const { removal, account } = await given({ users: [googleUser(0)] });
    expect(removal.told?.({ way: 'suspend', license: null, account })).toEqual({ kind: 'admin' });
    const { removal: of, account: ann } = await given(held());
    expect(of.told?.({ way: 'suspend', license: null, account: ann })).toBeNull();
    expect(of.told?.({ way: 'license', license: 'Google Vault', account: ann })).toBeNull();
    expect(of.told?.({ way: 'license', license: 'Unknown', account: ann })).toMatchObject({ kind: 'other' });
  });

  it('never takes a super admin away', async () => {
    const { look } = await given({ users: [googleUser(0)] });
    expect(await look('suspend')).toMatchObject({ removed: false, obstacle: { kind: 'admin' } });
  });

  it('sees a license that was assigned again at once: automatic licensing gives it back', async () => {
    const { server, removal, account, look } = await given(held());
    server.breakWith({ on: /^DELETE .*product/, instead: true, by: () => ({ body: {} }) });
    const now = await look('license', 'Google Vault');
    const step = { way: 'license', license: 'Google Vault', account };
    await removal.carryOut(step, now.kind === 'present' ? now.before : {});
    expect(await look('license', 'Google Vault')).toMatchObject({ removed: false });
  });

  it('takes the license of the address of today: after a rename, that of yesterday names nobody', async () => {
    const rules = held();
    const { look, server } = await given(rules);
    (rules.users?.[0] as Record<string, unknown>).primaryEmail = 'new@acme.co';
    await look('license', 'Google Vault');
    expect(server.requests.at(-1)).toContain('/user/new%40acme.co');
  });

  it('names what the service account that writes lacks', async () => {
    const { server, removal, account } = await given(held());
    const denied = googleError(403, 'forbidden', 'Not Authorized to access this resource/api');
    server.breakWith({ on: /^PATCH/, instead: true, by: () => denied });
    const error = await connectorErrorOf(removal.carryOut({ way: 'suspend', license: null, account }, {}));
    expect(error).toMatchObject({ kind: 'permission', right: 'Users > Suspend Users, and Delete to delete' });
  });
});
