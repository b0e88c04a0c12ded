import { describe, expect, it } from 'vitest';
import { adobe } from '../../../src/connectors/adobe/adobe.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import {
  type AdobeRules,
  adobeThrottled,
  adobeUser,
  CLIENT,
  FETCHED,
  FORBIDDEN,
  SECRET,
  startAdobe,
  UNAUTHORISED,
} from './adobe-server.ts';
import { connected, settingsFor } from './connected.ts';

const WRITE = { removal: { clientId: CLIENT, clientSecret: SECRET } };
const GROUPS = [
  { type: 'PRODUCT_PROFILE', groupName: 'Photoshop, default', productName: 'Photoshop', licenseQuota: '5' },
  { type: 'USER_GROUP', groupName: 'Designers' },
];
const rules = (changes: object = {}): AdobeRules => ({
  users: [adobeUser('ann', { groups: ['Photoshop, default'], type: 'federatedID', ...changes })],
  groups: GROUPS,
});

const WAYS = [
  { way: 'profile', license: 'Photoshop', undo: true },
  { way: 'organization', undo: true },
  { way: 'delete', undo: false },
];
for (const way of WAYS)
  removesCarefully(`Adobe's ${way.way}`, {
    ways: adobe.removal,
    ...way,
    connect: (server, io) => adobe.connect(settingsFor(server, WRITE), io),
    start: () => startAdobe(rules()),
    write: /^POST .*\/action\//,
    read: /^(GET |POST \/ims)/,
    secrets: [SECRET, FETCHED],
    unauthorised: UNAUTHORISED,
    forbidden: FORBIDDEN,
    throttled: adobeThrottled,
    empty: { body: { completed: 1, result: 'success' } },
    nobody: { id: 'nobody@acme.co', emails: ['nobody@acme.co'] },
  });

async function given(changes: object) {
  const { server, connection } = await connected(rules(changes), WRITE);
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string, license: string | null = null) => removal.look({ way, license, account });
  return { server, connection, removal, account, look };
}

describe('Removing in Adobe', () => {
  it('names the user groups when a profile comes through one: Adobe says success, and nothing happens', async () => {
    const { look } = await given({ groups: ['Designers'], indirect: ['Photoshop, default'] });
    expect(await look('profile', 'Photoshop')).toMatchObject({
      removed: false,
      obstacle: { kind: 'group', group: 'Designers' },
    });
  });

  it('finds the license still there after Adobe took away a profile that comes through a user group, and said success', async () => {
    const { server, connection, removal, account, look } = await given({
      groups: ['Designers'],
      indirect: ['Photoshop, default'],
    });
    const step = { way: 'profile', license: 'Photoshop', account };
    const before = { type: '', email: '', country: null, firstname: null, lastname: null, groups: [] };
    const answer = await removal.carryOut(step, { ...before, profiles: ['Photoshop, default'] });
    expect(answer).toMatchObject({ status: 200, words: 'success, completed 1' });
    expect(server.requests.filter((request) => request.startsWith('POST /v2'))).toHaveLength(1);
    expect(await look('profile', 'Photoshop')).toMatchObject({
      removed: false,
      account: { licenses: ['Photoshop'] },
      obstacle: { kind: 'group', group: 'Designers' },
    });
    expect((await everyOf(connection.accounts()))[0]?.licenses).toEqual(['Photoshop']);
  });

  it('believes no success of a removal before Adobe shows it: it comes for people who do not exist too', async () => {
    const { connection, removal, account, look } = await given({ email: 'ann@acme.co' });
    const typo = { ...account, id: 'anne@acme.co', emails: ['anne@acme.co'] };
    const step = { way: 'organization', license: null, account: typo };
    expect(await removal.carryOut(step, {})).toMatchObject({ status: 200, words: 'success, completed 1' });
    expect(await look('organization')).toMatchObject({ kind: 'present', removed: false });
    expect(await everyOf(connection.accounts())).toHaveLength(1);
  });

  it('asks for no test run, which reports success for people who do not exist, and takes none for a removal', async () => {
    for (const { way, license = null } of WAYS) {
      const { server, removal, account, look } = await given({});
      const step = { way, license, account };
      const now = await look(way, license);
      const before = now.kind === 'present' ? now.before : {};
      // As if somebody between us and Adobe made a test run of it.
      const tested = { body: { completed: 0, notCompleted: 0, completedInTestMode: 1, result: 'success' } };
      server.breakWith({ on: /action/, instead: true, times: 1, by: () => tested });
      await removal.carryOut(step, before);
      expect(await look(way, license)).toMatchObject({ kind: 'present', removed: false });
      await removal.carryOut(step, before);
      const after = await look(way, license);
      expect(after.kind === 'gone' || after.removed).toBe(true);
      expect(server.requests.join()).not.toContain('testOnly');
    }
  });

  const TWINS = [
    adobeUser('ann', { groups: ['Photoshop, default'], type: 'federatedID' }),
    adobeUser('ann', { type: 'adobeID', domain: undefined }),
  ];
  async function twin(identity: string) {
    const { server, connection } = await connected(
      { users: TWINS.map((one) => ({ ...one })), groups: GROUPS },
      WRITE,
    );
    const accounts = await everyOf(connection.accounts());
    const account = accounts.find(({ columns }) => columns.identity === identity);
    const { removal } = connection;
    if (account === undefined || removal === undefined) throw new Error('nothing to remove');
    return { server, removal, connection, step: { way: 'organization', license: null, account } };
  }

  it.each(['adobeID', 'federatedID'])(
    'looks at the %s, where one address has an Adobe ID and a federated ID, and removes that one',
    async (identity) => {
      const { removal, connection, step } = await twin(identity);
      const now = await removal.look(step);
      expect(now).toMatchObject({ kind: 'present', account: { id: step.account.id } });
      await removal.carryOut(step, now.kind === 'present' ? now.before : {});
      expect(await removal.look(step)).toEqual({ kind: 'gone' });
      const left = await everyOf(connection.accounts());
      expect(left.map(({ columns }) => columns.identity)).toEqual(
        ['federatedID', 'adobeID'].filter((one) => one !== identity),
      );
    },
  );

  it('finds a federated user by username and domain, and removes and gives back that one', async () => {
    const { server, removal, account, look } = await given({ username: 'ann.s', domain: 'acme.co' });
    const step = { way: 'organization', license: null, account };
    const now = await look('organization');
    expect(now).toMatchObject({ kind: 'present', account });
    const before = now.kind === 'present' ? now.before : {};
    await removal.carryOut(step, before);
    expect(await look('organization')).toEqual({ kind: 'gone' });
    await removal.undo?.(step, before);
    expect(await look('organization')).toMatchObject({ account: { username: 'ann.s' } });
    expect(server.requests).toContain(
      'GET /v2/usermanagement/organizations/12345@AdobeOrg/users/ann.s?domain=acme.co',
    );
  });

  it('does not call somebody gone whom Adobe cannot be asked for', async () => {
    const { removal, account } = await given({ username: 'ann.s', domain: undefined });
    const error = await connectorErrorOf(removal.look({ way: 'organization', license: null, account }));
    expect(error.message).toContain('does not tell by which name and domain');
  });

  it('does not take a license for gone that the answer about the user leaves out', async () => {
    const { server, look } = await given({ groups: ['Designers'], indirect: ['Photoshop, default'] });
    const user = adobeUser('ann', { groups: ['Designers'], type: 'federatedID' });
    const { indirect: _, ...shown } = user;
    server.breakWith({
      on: /\/organizations\//,
      instead: true,
      by: () => ({ body: { result: 'success', user: shown } }),
    });
    expect(await look('profile', 'Photoshop')).toMatchObject({ removed: false, obstacle: { kind: 'group' } });
  });

  it('gives back only what somebody had directly, and never makes a system administrator', async () => {
    const { server, removal, account, look } = await given({
      groups: ['Designers', '_org_admin'],
      indirect: ['Photoshop, default'],
    });
    const step = { way: 'organization', license: null, account };
    const now = await look('organization');
    const before = now.kind === 'present' ? now.before : {};
    expect(before).toMatchObject({ groups: ['Designers', '_org_admin'] });
    await removal.carryOut(step, before);
    await removal.undo?.(step, before);
    expect(await removal.look(step, before)).toMatchObject({ kind: 'present', lacks: ['_org_admin'] });
    expect(server.requests.filter((request) => request.startsWith('POST /v2'))).toHaveLength(2);
  });

  it('does not say that nothing was done when one of several commands failed', async () => {
    const { server, removal, account, look } = await given({});
    const step = { way: 'organization', license: null, account };
    const now = await look('organization');
    const errors = [
      { index: 0, step: 1, errorCode: 'error.group.not_found', message: 'Group was not found' },
    ];
    const failed = { body: { completed: 0, notCompleted: 1, result: 'error', errors } };
    server.breakWith({ on: /action/, instead: true, by: () => failed });
    const undone = removal.undo?.(step, now.kind === 'present' ? now.before : {}) ?? Promise.resolve();
    expect((await connectorErrorOf(undone)).effect).toBe('part');
  });

  it('deletes no Adobe ID: it belongs to the person', async () => {
    const { removal, account } = await given({ type: 'adobeID' });
    expect(removal.offered(account).map(({ way }) => way)).toEqual(['profile', 'organization']);
  });

  it('gives profiles back to whom it brings back into the organization', async () => {
    const { removal, account, look } = await given({});
    const step = { way: 'organization', license: null, account };
    const now = await look('organization');
    const before = now.kind === 'present' ? now.before : {};
    await removal.carryOut(step, before);
    await removal.undo?.(step, before);
    expect(await look('organization')).toMatchObject({ account: { licenses: ['Photoshop'] } });
  });

  it('says that nothing was done when Adobe names an error of the command', async () => {
    const { server, removal, account } = await given({});
    const refused = {
      body: {
        completed: 0,
        notCompleted: 1,
        result: 'error',
        errors: [{ errorCode: 'error.user.nonexistent', message: 'User does not exist' }],
      },
    };
    server.breakWith({ on: /action/, instead: true, by: () => refused });
    const error = await connectorErrorOf(
      removal.carryOut({ way: 'organization', license: null, account }, {}),
    );
    expect(error.effect).toBe('none');
  });
});
