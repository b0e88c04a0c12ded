import { describe, expect, it } from 'vitest';
import { adobe } from '../../../src/connectors/adobe/adobe.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { survivesFaults } from '../vendors/faults.ts';
import {
  adobeThrottled,
  adobeUser,
  FETCHED,
  FORBIDDEN,
  fixture,
  SECRET,
  startAdobe,
  UNAUTHORISED,
} from './adobe-server.ts';
import { accountsOf, connected, settingsFor } from './connected.ts';

survivesFaults('Adobe', {
  connector: adobe,
  start: startAdobe,
  settings: settingsFor,
  secrets: [SECRET, FETCHED],
  list: /^GET \/v2\/usermanagement\/users\//,
  rows: (body) => (body as { users: Record<string, unknown>[] }).users,
  // As in Adobe's own examples, rows have no id: the address stands for it.
  idKey: 'email',
  namesRow: /users\[1\]: has neither an id nor an address/,
  token: 'fetched',
  unauthorised: UNAUTHORISED,
  forbidden: { reply: FORBIDDEN, right: 'User Management API' },
  throttled: (seconds) => adobeThrottled(seconds),
  ended: (reply) => ({ body: { ...(reply.body as object), lastPage: true } }),
  half: 'guard',
  otherTenant: 'untold',
});

describe('Adobe', () => {
  it('needs a request for each 2,000 users, one for the groups and one for the token', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => adobeUser(`user${index}`));
    const { server, connection } = await connected({ users, most: 2000 });
    expect(await everyOf(connection.accounts())).toHaveLength(5000);
    expect(await connection.subscriptions?.()).toHaveLength(1);
    // The floor is 3 pages of users and 1 of groups.
    expect(server.requests).toHaveLength(5);
  });

  it('is read every two hours at most, as Adobe asks', () => {
    expect(adobe.leastInterval).toBe(2 * 60 * 60 * 1000);
  });

  it('waits for its limit of 25 pages a minute', async () => {
    const users = Array.from({ length: 60 }, (_, index) => adobeUser(`user${index}`));
    const { io, connection } = await connected({ users, most: 2 });
    expect(await everyOf(connection.accounts())).toHaveLength(60);
    expect(io.waits).toEqual([38_000, 38_000]);
  });

  it('reads the people of its own example, with licenses, roles and user groups', async () => {
    const groups = [
      ...fixture('groups_page.json').groups,
      { type: 'PRODUCT_PROFILE', groupName: 'Creative Cloud 1', productName: 'All Apps', memberCount: 2 },
    ];
    const pages = ['users_page1.json', 'users_page2.json'].flatMap((name) => fixture(name).users);
    const accounts = await accountsOf({ users: pages, groups, most: 3 });
    expect(
      accounts.map(({ id, name, username, role, licenses }) => ({ id, name, username, role, licenses })),
    ).toEqual([
      { id: 'psmith@example.com', name: null, username: 'psmith', role: null, licenses: [] },
      {
        id: 'jane@example.com',
        name: 'Jane Doe',
        username: 'jane',
        role: 'Administrator of groups',
        licenses: ['All Apps'],
      },
      {
        id: 'joe@example.com',
        name: 'First Last',
        username: 'joe',
        role: 'Deployment administrator',
        licenses: [],
      },
      { id: 'last@example.com', name: null, username: 'last', role: null, licenses: [] },
    ]);
    expect(accounts[1]?.columns).toEqual({
      domain: 'example.com',
      identity: 'federatedID',
      profiles: 'Creative Cloud 1',
      userGroups: 'Document Cloud 1',
      country: 'US',
    });
  });

  it('goes on after a page that falsely says it is the last one, when the headers count more', async () => {
    const { ids, ...server } = await startAdobe({ falseEnd: 1 });
    await server.close();
    expect((await accountsOf({ falseEnd: 1 })).map(({ id }) => id)).toEqual(ids);
  });

  it('reads a page of groups past the end as the end', async () => {
    const groups = Array.from({ length: 800 }, (_, index) => ({
      type: 'USER_GROUP',
      groupName: `g${index}`,
      memberCount: 1,
    }));
    const { server, connection } = await connected({ groups });
    server.breakWith({
      on: /\/groups\/.*\/1$/,
      by: (reply) => ({ body: { ...(reply.body as object), lastPage: false } }),
    });
    expect(await connection.subscriptions?.()).toEqual([]);
  });

  it('reads everything from the beginning when the list moved while it was read', async () => {
    const users = [adobeUser('a'), adobeUser('b'), adobeUser('b'), adobeUser('c')];
    const { connection } = await connected({ users });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe('changed');
  });

  it.each([
    ['a secret that was replaced', { clientSecret: 'p8e-old' }, 'auth', 'the secret was replaced'],
    ['a client of another project', { clientId: 'other' }, 'auth', 'clientId and clientSecret do not belong'],
    [
      'an organisation that does not exist',
      { organization: 'nobody@AdobeOrg' },
      'unexpected-response',
      'knows no organisation like this',
    ],
  ])('says what to do about %s, without showing the secret', async (_, changes, kind, words) => {
    const { connection } = await connected({}, changes);
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/p8e-/);
  });

  it('checks that users and groups may be read, with a page of each', async () => {
    const { server, connection } = await connected();
    expect(await connection.check()).toEqual([]);
    expect(server.requests).toHaveLength(3);
    server.breakWith({
      on: /\/groups\//,
      by: () => ({ status: 403, body: { error_code: '403003', message: 'Api Key is invalid' } }),
    });
    expect((await connectorErrorOf(connection.check())).message).toContain('Api Key is invalid');
  });

  it('takes no unknown setting, and no empty secret', () => {
    const base = { organization: 'o@AdobeOrg', clientId: 'c', clientSecret: 's' };
    expect(adobe.settings.parse(base)).toMatchObject({
      apiUrl: 'https://usermanagement.adobe.io/v2/usermanagement',
      loginUrl: 'https://ims-na1.adobelogin.com',
    });
    expect(adobe.settings.safeParse({ ...base, privateKey: 'k' }).success).toBe(false);
    expect(adobe.settings.safeParse({ ...base, clientSecret: ' ' }).success).toBe(false);
  });
});
