import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { closeServers, connected } from './connected.ts';
import type { GraphRules } from './graph-rules.ts';
import { graphUser } from './graph-server.ts';

afterEach(closeServers);

/** The accounts of a tenant, and what is told of their mailboxes. */
async function kindsIn(rules: GraphRules) {
  const { server, io, connection } = await connected({ most: 999, ...rules });
  const accounts = await everyOf(connection.accounts());
  const kinds = await connection.kindsOf?.(accounts);
  // The first is of the list itself.
  const batches = () => server.requests.filter((request) => request.includes('$batch')).length - 1;
  return {
    server,
    io,
    connection,
    accounts,
    batches,
    kinds: accounts.map(({ id }) => kinds?.get(id) ?? null),
  };
}

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => graphUser(name).id) as [
  string,
  string,
  string,
  string,
  string,
];

describe('Mailboxes', () => {
  it('that are shared, rooms or equipment are no people, enabled or not', async () => {
    const users = ['a', 'b', 'c', 'd'].map((name) => graphUser(name));
    const blocked = graphUser('e', { accountEnabled: false });
    const { kinds } = await kindsIn({
      users: [...users, blocked],
      purposes: { [a]: 'user', [b]: 'shared', [c]: 'room', [d]: 'equipment', [e]: 'shared' },
    });
    expect(kinds).toEqual(['person', 'shared', 'shared', 'shared', 'shared']);
  });

  it('that Exchange does not know, or has no word for, stay unknown', async () => {
    const { kinds } = await kindsIn({
      users: ['a', 'b'].map((name) => graphUser(name)),
      purposes: { [a]: 'others' },
    });
    expect(kinds).toEqual([null, null]);
  });

  it('are asked for twenty at a time, and not for accounts without one', async () => {
    const users = Array.from({ length: 41 }, (_, index) => graphUser(`u${index}`));
    const without = graphUser('x', { mail: null, proxyAddresses: [] });
    const purposes = Object.fromEntries(users.map(({ id }) => [id, 'shared']));
    const { kinds, batches } = await kindsIn({ users: [...users, without], purposes });
    expect(kinds).toEqual([...users.map(() => 'shared'), null]);
    expect(batches()).toBe(3);
  });

  it('that are throttled inside a batch that succeeds are asked again, after as long as it says', async () => {
    const users = ['a', 'b', 'c'].map((name) => graphUser(name));
    const purposes = { [a]: 'shared', [b]: 'room', [c]: 'user' };
    const { io, kinds, batches } = await kindsIn({ users, purposes, busy: [b] });
    expect(kinds).toEqual(['shared', 'shared', 'person']);
    expect(batches()).toBe(2);
    expect(io.waits).toContain(5_000);
  });

  it('are left out where the right is missing, which is asked for once and said', async () => {
    const users = ['a', 'b'].map((name) => graphUser(name));
    const { connection, accounts, kinds, batches } = await kindsIn({
      users,
      lacks: ['MailboxSettings.Read'],
    });
    expect(kinds).toEqual([null, null]);
    await connection.kindsOf?.(accounts);
    expect(batches()).toBe(1);
    expect(connection.withheld?.()).toMatchObject([
      { capability: 'kind', reason: expect.stringContaining('MailboxSettings.Read') },
    ]);
  });

  it('fail the read when Microsoft fails: nothing is said to be a person by chance', async () => {
    const { server, connection } = await connected({ users: [graphUser('a')] });
    const accounts = await everyOf(connection.accounts());
    server.breakWith({ on: /batch/, by: () => ({ status: 500 }) });
    const asked = connection.kindsOf?.(accounts) ?? Promise.resolve();
    expect((await connectorErrorOf(asked)).kind).toBe('unavailable');
  });
});
