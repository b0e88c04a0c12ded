import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { accountsOf, closeServers, connected } from './connected.ts';
import { graphUser } from './graph-server.ts';

afterEach(closeServers);

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const VISIO = 'c5928f49-12ba-48f7-ada3-0d743a3601d5';
const FLOW_FREE = 'f30db892-07e9-47e9-837c-80727f46fd3d';
const UNKNOWN = '0f0f0f0f-1111-4222-8333-444455556666';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const GROUPS = [{ id: GROUP, displayName: "People's licenses" }];

const sku = (skuId: string, skuPartNumber: string, changes: object = {}) => ({
  id: `tenant_${skuId}`,
  skuId,
  skuPartNumber,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: 3,
  prepaidUnits: { enabled: 5, warning: 0, suspended: 0, lockedOut: 0 },
  ...changes,
});
const state = (skuId: string, changes: object = {}) => ({
  skuId,
  assignedByGroup: null,
  state: 'Active',
  error: 'None',
  ...changes,
});

describe('Licenses of Microsoft 365', () => {
  it('that come through a group name it: they cannot be taken from the person', async () => {
    const [account] = await accountsOf(
      [
        graphUser('ada', {
          assignedLicenses: [{ skuId: E3 }, { skuId: VISIO }],
          licenseAssignmentStates: [state(E3, { assignedByGroup: GROUP }), state(VISIO)],
        }),
      ],
      { groups: GROUPS },
    );
    expect(account?.licenses).toEqual(['Microsoft 365 E3', 'Visio Plan 2']);
    expect(account?.columns.licensesByGroup).toBe("Microsoft 365 E3: People's licenses");
    expect(account?.columns).not.toHaveProperty('licensesTwice');
  });

  it('that are held twice say so: taking the direct one frees nothing', async () => {
    const [account] = await accountsOf(
      [
        graphUser('ada', {
          assignedLicenses: [{ skuId: E3 }],
          licenseAssignmentStates: [state(E3), state(E3, { assignedByGroup: GROUP })],
        }),
      ],
      { groups: GROUPS },
    );
    expect(account?.licenses).toEqual(['Microsoft 365 E3']);
    expect(account?.columns).toMatchObject({ licensesTwice: "Microsoft 365 E3: People's licenses" });
    expect(account?.columns).not.toHaveProperty('licensesByGroup');
  });

  it('that failed are no seat', async () => {
    const failed = { assignedByGroup: GROUP, state: 'Error', error: 'CountViolation' };
    const [account] = await accountsOf(
      [
        graphUser('ada', {
          assignedLicenses: [{ skuId: E3 }],
          licenseAssignmentStates: [state(E3, failed)],
        }),
      ],
      { groups: GROUPS },
    );
    expect(account?.licenses).toEqual([]);
    expect(account?.columns).toMatchObject({ licensesFailed: 'Microsoft 365 E3: CountViolation' });
  });

  it('ask for the names of groups once, fifteen at a time, and go on without the right to read them', async () => {
    const users = Array.from({ length: 20 }, (_, index) =>
      graphUser(`u${index}`, {
        assignedLicenses: [{ skuId: E3 }],
        licenseAssignmentStates: [state(E3, { assignedByGroup: `group-${index}` })],
      }),
    );
    const named = await connected({ users, most: 999 });
    await everyOf(named.connection.accounts());
    expect(named.server.requests.filter((request) => request.includes('/groups?'))).toHaveLength(2);

    const refused = await connected({ users, most: 999, lacks: ['GroupMember.Read.All'] });
    const [account] = await everyOf(refused.connection.accounts());
    expect(account?.columns.licensesByGroup).toBe('Microsoft 365 E3: group-0');
    expect(refused.connection.withheld?.()).toMatchObject([
      { capability: 'groups', reason: expect.stringContaining('GroupMember.Read.All') },
    ]);
    expect(refused.server.requests.filter((request) => request.includes('/groups?'))).toHaveLength(1);
  });

  it('are named by their id, and told apart where the tenant has two of one name', async () => {
    const [first, second] = ['3b555118-da6a-4418-894f-7df1e2096870', 'dab7782a-93b1-4074-8bb1-0e61318bea0b'];
    const skus = [
      sku(first, 'O365_BUSINESS_ESSENTIALS'),
      sku(second, 'SMB_BUSINESS_ESSENTIALS'),
      sku(UNKNOWN, 'NEW'),
    ];
    const users = [
      graphUser('ada', { assignedLicenses: [first, second, UNKNOWN].map((skuId) => ({ skuId })) }),
    ];
    const { connection } = await connected({ users, skus });
    const [account] = await everyOf(connection.accounts());
    expect(account?.licenses).toEqual([
      'Microsoft 365 Business Basic (O365_BUSINESS_ESSENTIALS)',
      'Microsoft 365 Business Basic (SMB_BUSINESS_ESSENTIALS)',
      'NEW',
    ]);
    expect((await connection.subscriptions?.())?.map(({ product }) => product)).toEqual(account?.licenses);
  });

  it('are bought as Microsoft says: enabled and in their grace period', async () => {
    const { connection } = await connected();
    expect(await connection.subscriptions?.()).toMatchObject([
      {
        sku: 'ENTERPRISEPREMIUM',
        product: 'Office 365 E5',
        purchased: 25,
        consumed: 14,
        capabilityStatus: 'enabled',
      },
      { sku: 'CRMSTANDARD', purchased: 0, suspended: 25, consumed: 14, capabilityStatus: 'suspended' },
    ]);
  });

  it('that are free, or of the whole company, have no seats to give back', async () => {
    const million = { enabled: 1_000_000, warning: 0, suspended: 0, lockedOut: 0 };
    const skus = [
      sku(FLOW_FREE, 'FLOW_FREE', { prepaidUnits: million }),
      sku(UNKNOWN, 'DEFENDER', { appliesTo: 'Company' }),
    ];
    const { connection } = await connected({ skus });
    expect(await connection.subscriptions?.()).toMatchObject([
      { product: 'Microsoft Power Automate Free', unlimited: true, purchased: null },
      { unlimited: true, purchased: null, model: 'Whole company' },
    ]);
  });

  it('renew on the first of several days, and end where they are a trial or were not renewed', async () => {
    const contract = (skuId: string, nextLifecycleDateTime: string, changes: object = {}) => ({
      id: `${skuId}-${nextLifecycleDateTime}`,
      skuId,
      status: 'Enabled',
      isTrial: false,
      totalLicenses: 5,
      nextLifecycleDateTime,
      ...changes,
    });
    const purchases = [
      contract(E3, '2026-09-01T00:00:00Z'),
      contract(E3.toUpperCase(), '2026-05-01T00:00:00Z'),
      contract(E3, '2026-03-20T00:00:00Z', { status: 'Warning' }),
      contract(VISIO, '2026-04-01T00:00:00Z', { isTrial: true }),
    ];
    const { connection } = await connected({
      skus: [sku(E3, 'SPE_E3'), sku(VISIO, 'VISIOCLIENT'), sku(UNKNOWN, 'X')],
      purchases,
    });
    expect(await connection.subscriptions?.()).toMatchObject([
      { renewsOn: '2026-05-01', endsOn: null },
      { renewsOn: null, endsOn: '2026-04-01' },
      { renewsOn: null, endsOn: null },
    ]);
  });

  it('that may not be read leave the accounts, and what was stored', async () => {
    const users = [graphUser('ada', { assignedLicenses: [{ skuId: E3 }] })];
    const { connection } = await connected({ users, lacks: ['Organization.Read.All'] });
    const [account] = await everyOf(connection.accounts());
    expect(account?.licenses).toEqual(['Microsoft 365 E3']);
    const error = await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve());
    expect(error).toMatchObject({ kind: 'permission', right: 'Organization.Read.All' });
    expect(await connection.check()).toMatchObject([{ capability: 'subscriptions' }]);
  });
});
