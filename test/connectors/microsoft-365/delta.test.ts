import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/connectors/base/connector.ts';
import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { keeper } from '../../support/keeper.ts';
import { ioFor } from '../vendors/server.ts';
import { closeServers, settingsOf, started } from './connected.ts';
import type { GraphRules, Row } from './graph-rules.ts';
import { graphUser } from './graph-server.ts';

afterEach(closeServers);

const HOUR = 3_600_000;
/** More than two pages of 999, so that asking for what has changed is worth it. */
const MANY = 2_100;

type Rules = { -readonly [Key in keyof GraphRules]: GraphRules[Key] };

const idOf = (name: string) => graphUser(name).id;

/** A tenant that is read again and again: each read starts from what the last one left, as the engine has it. */
async function tenant(rules: Rules = {}, changes: Record<string, unknown> = {}) {
  const all: Rules = { most: 999, ...rules };
  all.users ??= Array.from({ length: MANY }, (_, index) => graphUser(`u${index}`));
  const server = await started(all);
  const kept = keeper();
  const open = (more: Record<string, unknown> = {}, io = {}): Connection =>
    microsoft365.connect(
      microsoft365.settings.parse({ ...settingsOf(server), activity: 'none', ...changes, ...more }),
      ioFor(server, { kept: kept.list, ...io }),
    );
  /** The accounts and the requests of `/users` of one read, which is sealed. */
  async function read(more: Record<string, unknown> = {}, io = {}) {
    const before = server.requests.length;
    const connection = open(more, io);
    const accounts = await everyOf(connection.accounts());
    kept.seal(connection);
    const asked = server.requests.slice(before).filter((request) => request.startsWith('GET /v1.0/users'));
    return {
      accounts,
      asked,
      whole: asked.some((request) => request.startsWith('GET /v1.0/users?$top=999')),
    };
  }
  /** What a connection that starts from nothing reads. */
  async function truth() {
    return everyOf(open({}, { kept: undefined }).accounts());
  }
  const later = (ms: number) => {
    server.clock.now = new Date(server.clock.now.getTime() + ms);
  };
  return { ...server, server, rules: all, kept, open, read, truth, later, tenant: server.tenant };
}

/** Read once in whole, and changed since. */
async function changed(rules: Rules = {}, change = (_of: Awaited<ReturnType<typeof tenant>>) => {}) {
  const office = await tenant(rules);
  await office.read();
  office.later(HOUR);
  change(office);
  return office;
}

const byId = (accounts: readonly { readonly id: string }[]) =>
  [...accounts].sort((a, b) => a.id.localeCompare(b.id));

describe('Users between two whole reads', () => {
  it('are all listed by two requests when nobody has changed', async () => {
    const office = await changed();
    const { accounts, asked } = await office.read();
    expect(accounts).toEqual(await office.truth());
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('/v1.0/users/delta?$deltatoken=');
    expect(asked[1]).toContain('$count=true');
  });

  it('are as a whole read would tell them: changed, emptied, added, deleted for a while and for good', async () => {
    const office = await changed({}, ({ tenant }) => {
      tenant.update(idOf('u5'), { displayName: 'New name', accountEnabled: false });
      tenant.update(idOf('u6'), { department: 'Sales' });
      tenant.update(idOf('u7'), { mail: null, proxyAddresses: [] });
      tenant.update(idOf('u1500'), { displayName: 'First' });
      tenant.update(idOf('u1500'), { displayName: 'Second' });
      tenant.add(graphUser('new', { otherMails: ['home@private.example', 'new.too@acme.co'] }));
      tenant.remove(idOf('u8'));
      tenant.remove(idOf('u9'), 'deleted');
    });
    const { accounts, whole } = await office.read();
    expect(whole).toBe(false);
    expect(byId(accounts)).toEqual(byId(await office.truth()));
    expect(accounts).toHaveLength(MANY - 1);
    expect(accounts.find(({ id }) => id === idOf('u1500'))?.name).toBe('Second');
  });

  it('are right on the third read too, which starts from the second', async () => {
    const office = await changed({}, ({ tenant }) => tenant.add(graphUser('new')));
    await office.read();
    office.later(HOUR);
    office.tenant.update(idOf('new'), { displayName: 'Newer' });
    office.tenant.add(graphUser('newest'));
    office.tenant.remove(idOf('u3'));
    const { accounts, whole } = await office.read();
    expect(whole).toBe(false);
    expect(byId(accounts)).toEqual(byId(await office.truth()));
  });

  it.each<readonly [string, Rules]>([
    ['rows that hold only what has changed', { onlyChanged: true }],
    ['changes that are told again', { replayed: 3 }],
    ['pages of one row', { changesPerPage: 1 }],
    ['an empty page before the end', { emptyPages: true }],
  ])('survive %s', async (_, rules) => {
    const office = await changed(rules, ({ tenant }) => {
      tenant.update(idOf('u5'), { displayName: 'New name', department: 'Sales' });
      tenant.update(idOf('u6'), { accountEnabled: false });
      tenant.remove(idOf('u8'));
    });
    await office.read();
    office.later(HOUR);
    office.tenant.update(idOf('u7'), { department: 'Sales' });
    const { accounts, whole } = await office.read();
    expect(whole).toBe(false);
    expect(byId(accounts)).toEqual(byId(await office.truth()));
  });

  it('have licenses as they came, though Graph does not track how: who got one is read again', async () => {
    const office = await changed({}, ({ tenant }) => {
      const skuId = 'c7df2760-2c81-4ef7-b578-5b5392b571df';
      tenant.update(idOf('u5'), {
        assignedLicenses: [{ skuId, disabledPlans: [] }],
        licenseAssignmentStates: [{ skuId, assignedByGroup: 'g1', state: 'Active', error: 'None' }],
      });
    });
    const { accounts, whole } = await office.read();
    expect(whole).toBe(false);
    const [account] = accounts.filter(({ id }) => id === idOf('u5'));
    expect(account?.licenses).toHaveLength(1);
    expect(account?.columns.licensesByGroup).toContain('g1');
    expect(byId(accounts)).toEqual(byId(await office.truth()));
  });

  it('believe what has changed, where the copy of the directory that lists them lags behind', async () => {
    const office = await changed({ behind: {} }, ({ tenant, rules }) => {
      rules.behind = { [idOf('u5')]: { ...graphUser('u5') } };
      tenant.update(idOf('u5'), { accountEnabled: false, displayName: null });
    });
    const { accounts, whole } = await office.read();
    expect(whole).toBe(false);
    expect(accounts.find(({ id }) => id === idOf('u5'))).toMatchObject({ state: 'suspended', name: null });
  });
});

describe('A whole read is made', () => {
  const expectWhole = async (office: Awaited<ReturnType<typeof tenant>>, more = {}) => {
    const { accounts, whole } = await office.read(more);
    expect(whole).toBe(true);
    expect(byId(accounts)).toEqual(byId(await office.truth()));
  };

  it('each day, and what changed while it was made is told after it', async () => {
    const office = await changed();
    await office.read();
    office.later(20 * HOUR);
    await expectWhole(office);
    office.later(HOUR);
    expect((await office.read()).whole).toBe(false);
  });

  it('when the link has ended, by 400 syncStateNotFound', async () => {
    const office = await changed({}, ({ kept, later, tenant }) => {
      later(8 * 24 * HOUR);
      tenant.remove(idOf('u8'));
      // The engine would not start from so old a list: the link alone must not either.
      kept.date(new Date(Date.parse('2026-03-18T12:00:00Z')).toISOString());
    });
    await expectWhole(office);
  });

  it.each<readonly [string, Partial<Rules>]>([
    ['the tenant was moved, by 410 resyncRequired', { moved: true }],
    ['changes are not tracked any more', { unwatched: true }],
    ['changes end without a link for the next time', { endless: true }],
    ['Graph counts another number of users: somebody was lost', { counted: 1 }],
    ['Graph counts fewer users than are kept', { counted: -1 }],
  ])('when %s', async (_, now) => {
    const office = await changed({}, ({ tenant, rules }) => {
      tenant.update(idOf('u5'), { displayName: 'New name' });
      Object.assign(rules, now);
    });
    await expectWhole(office);
  });

  it('when somebody who has changed is not there to be read', async () => {
    const office = await changed({ behind: {} }, ({ tenant, rules }) => {
      tenant.add(graphUser('new'));
      rules.behind = { [idOf('new')]: null };
    });
    expect((await office.read()).whole).toBe(true);
  });

  it('when as many have changed as pages of the whole list would tell', async () => {
    const office = await changed({}, ({ tenant }) => {
      for (let index = 0; index < 31; index++) tenant.update(idOf(`u${index}`), { department: 'Sales' });
    });
    await expectWhole(office);
  });

  it.each<readonly [string, Record<string, unknown>, Record<string, unknown>]>([
    ['another name of the tenant', { tenant: 'acme.onmicrosoft.com' }, {}],
    ['other domains of the company', {}, { domains: ['acme.co', 'acme.io'] }],
  ])('after a change of settings: %s', async (_, more, io) => {
    const office = await changed({ domains: [{ name: 'acme.onmicrosoft.com' }] });
    expect((await office.read(more, io)).whole).toBe(true);
  });

  it('when the last read failed or was held, and when somebody asked for it', async () => {
    const office = await changed();
    office.kept.spoil();
    await expectWhole(office);
  });

  it('when a page of the list is gone, or is of another version', async () => {
    const office = await changed();
    office.kept.lose(1);
    await expectWhole(office);
    office.later(HOUR);
    office.kept.state('{"version":"another"}');
    await expectWhole(office);
  });

  it('for a list of two pages, of which nothing is kept', async () => {
    const users = Array.from({ length: 1_998 }, (_, index) => graphUser(`u${index}`));
    const office = await changed({ users });
    const { asked } = await office.read();
    expect(asked).toHaveLength(2);
    expect(office.kept.bytes()).toBe(0);
  });

  it('for a while, once Graph counted others than it lists, or tracks no changes: not tried each time', async () => {
    const office = await changed({}, ({ rules }) => {
      rules.counted = 2;
    });
    await office.read();
    office.later(HOUR);
    const { asked } = await office.read();
    expect(asked).toHaveLength(3);
    expect(asked.join()).not.toMatch(/delta|count=true/);
  });
});

describe('A right that was taken away', () => {
  it('fails the read and is named, and does not look like a day without changes', async () => {
    const office = await changed({}, ({ rules }) => {
      rules.lacks = ['User.Read.All'];
    });
    const error = await connectorErrorOf(everyOf(office.open().accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'User.Read.All' });
  });

  it('is noticed where only basic profiles are left, which Graph tells by no error', async () => {
    const office = await changed({}, ({ rules }) => {
      rules.basic = true;
    });
    const error = await connectorErrorOf(everyOf(office.open().accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'User.Read.All' });
  });
});

describe('What is kept of a list', () => {
  it('holds no private address, and nothing until the read has ended', async () => {
    const users = Array.from({ length: MANY }, (_, index) =>
      graphUser(`u${index}`, {
        otherMails: [`home${index}@private.example`],
        proxyAddresses: ['SIP:x@acme.co'],
      }),
    );
    const office = await tenant({ users });
    const connection = office.open();
    for await (const _ of connection.accounts()) {
      expect(connection.keeps?.()).toBeNull();
    }
    office.kept.seal(connection);
    const rows = (await office.kept.rows()) as Row[];
    expect(rows).toHaveLength(MANY);
    expect(JSON.stringify(rows)).not.toMatch(/private\.example|SIP:|signInActivity/);
    expect(office.kept.bytes()).toBeLessThan(MANY * 100);
  });

  it('stays as it was when a read ends early', async () => {
    const office = await changed({}, ({ tenant }) => tenant.remove(idOf('u8')));
    const before = JSON.stringify(office.kept.list());
    const connection = office.open();
    for await (const _ of connection.accounts()) break;
    expect(connection.keeps?.()).toBeNull();
    expect(JSON.stringify(office.kept.list())).toBe(before);
    expect(byId((await office.read()).accounts)).toEqual(byId(await office.truth()));
  });
});
