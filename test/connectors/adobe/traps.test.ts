import { describe, expect, it } from 'vitest';
import { adobe } from '../../../src/connectors/adobe/adobe.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { adobeUser, fixture } from './adobe-server.ts';
import { accountsOf, connected } from './connected.ts';

const PROFILES = [
  {
    type: 'PRODUCT_PROFILE',
    groupName: 'Design',
    productName: 'All Apps',
    licenseQuota: '8',
    memberCount: 3,
  },
  { type: 'PRODUCT_PROFILE', groupName: 'Print', productName: 'All Apps', licenseQuota: '4', memberCount: 1 },
  { type: 'PRODUCT_PROFILE', groupName: 'Sign', productName: 'Acrobat', licenseQuota: '0', memberCount: 2 },
  { type: 'USER_GROUP', groupName: 'Studio', memberCount: 2 },
];

async function subscriptionsOf(groups: readonly object[]) {
  const { connection } = await connected({ groups });
  return (await connection.subscriptions?.()) ?? [];
}

/** The ten traps of reading Adobe. */
describe('Adobe', () => {
  it('sees licenses that come through a user group, which the default of directOnly leaves out', async () => {
    const users = [adobeUser('ann', { groups: ['Studio'], indirect: ['Design'] })];
    const { server, connection } = await connected({ users, groups: PROFILES });
    expect((await everyOf(connection.accounts()))[0]?.licenses).toEqual(['All Apps']);
    const lists = server.requests.filter((request) => request.includes('/users/'));
    expect(lists.every((request) => request.endsWith('?directOnly=false'))).toBe(true);
  });

  it('does not call somebody gone from the company who is not active in Adobe', async () => {
    const users = ['active', 'disabled', 'locked', 'removed', 'frozen'].map((status) =>
      adobeUser(status, { status }),
    );
    expect((await accountsOf({ users })).map(({ state }) => state)).toEqual([
      'active',
      'suspended',
      'suspended',
      'deleted',
      'unknown',
    ]);
  });

  it('keeps an Adobe ID and a Federated ID with one address as two accounts, in any order', async () => {
    const users = [adobeUser('ann', { type: 'federatedID' }), adobeUser('ann', { type: 'adobeID' })];
    const ids = async (rows: typeof users) => (await accountsOf({ users: rows })).map(({ id }) => id);
    expect(await ids(users)).toEqual(['ann@acme.co', 'adobeID:ann@acme.co']);
    expect(await ids(users.toReversed())).toEqual(['adobeID:ann@acme.co', 'ann@acme.co']);
    const withIds = [adobeUser('ann', { id: 'A1@AdobeID' }), adobeUser('ann', { id: 'F1@e' })];
    expect(await ids(withIds)).toEqual(['A1@AdobeID', 'F1@e']);
  });

  it('does not expect as many users as X-Total-Count says, which counts technical accounts', async () => {
    expect(await accountsOf({ total: 13 })).toHaveLength(9);
    expect(await accountsOf({ total: 9 })).toHaveLength(9);
  });

  it('takes groups of administrators and developers for roles, and not for licenses', async () => {
    const roles = ['_admin_Design', '_product_admin_All Apps', '_developer_Sign', '_org_admin'];
    const groups = [
      ...PROFILES,
      fixture('groups_contractAdmin.json'),
      ...roles.map((groupName) => ({ type: 'PRODUCT_ADMIN_GROUP', groupName, memberCount: 1 })),
      { type: 'SYSADMIN_GROUP', groupName: 'Administrators', memberCount: 1 },
    ];
    const users = [...roles, 'Administrators', fixture('groups_contractAdmin.json').groupName].map(
      (group, index) => adobeUser(`u${index}`, { groups: [group] }),
    );
    const accounts = await accountsOf({ users, groups });
    expect(accounts.flatMap(({ licenses }) => licenses)).toEqual([]);
    expect(accounts.map(({ role }) => role)).toEqual([
      'Administrator of groups',
      'Product administrator',
      'Developer',
      'System administrator',
      'System administrator',
      null,
    ]);
    const { connection } = await connected({ groups });
    expect((await connection.subscriptions?.())?.map(({ id }) => id)).toEqual(['All Apps', 'Acrobat']);
  });

  it('never says that somebody does not use it, because it has no last activity', async () => {
    const [account] = await accountsOf({ users: [adobeUser('ann')] });
    expect(account).toMatchObject({ lastActive: null, created: null });
    expect(adobe.reports.lastActive.level).toBe('none');
  });

  it('does not read a profile without a number as no seats: purchased is unknown', async () => {
    const quotas = (...licenseQuotas: unknown[]) =>
      licenseQuotas.map((licenseQuota, index) => ({ ...PROFILES[0], groupName: `p${index}`, licenseQuota }));
    const purchased = async (...given: unknown[]) => (await subscriptionsOf(quotas(...given)))[0]?.purchased;
    expect(await purchased('8', '4')).toBe(12);
    expect(await purchased('8', 'UNLIMITED')).toBeNull();
    expect(await purchased(undefined)).toBeNull();
    expect(await purchased('')).toBeNull();
    expect(await purchased('1.5')).toBeNull();
    expect(await purchased('0')).toBe(0);
    expect((await subscriptionsOf(PROFILES)).map(({ id, consumed }) => [id, consumed])).toEqual([
      ['All Apps', null],
      ['Acrobat', 2],
    ]);
    expect(adobe.reports.subscriptions.note).toContain('Technical accounts');
  });

  it.each([
    ['error.apikey.invalid', 'auth'],
    ['error.api.user.not.parent.org', 'permission'],
    ['error.internal.exceptionflys', 'unavailable'],
    ['error', 'unavailable'],
    ['error.user.email.invalid', 'unexpected-response'],
  ])('reads %s as an error although it comes with 200', async (result, kind) => {
    const { server, connection } = await connected();
    server.breakWith({ on: /\/users\//, by: () => ({ body: { result, message: 'no' } }) });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe(kind);
  });
});
