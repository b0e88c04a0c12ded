import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { accountsOf, closeServers, connected } from './connected.ts';
import { fixture } from './graph-rules.ts';
import { graphUser } from './graph-server.ts';

afterEach(closeServers);

describe('Users of Microsoft 365', () => {
  it('are not read with a right that shows only basic profiles: everybody would lose licenses and addresses', async () => {
    const { connection } = await connected({ basic: true });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'User.Read.All' });
    expect(error.message).toContain('only their basic profile; grant the app registration');
    expect((await connectorErrorOf(connection.check())).right).toBe('User.Read.All');
  });

  it('name the right that is missing', async () => {
    const { connection } = await connected({ lacks: ['User.Read.All'] });
    expect(await connectorErrorOf(connection.check())).toMatchObject({
      kind: 'permission',
      right: 'User.Read.All',
    });
  });

  it('are guests with the address they were invited at: their user name may hold another one', async () => {
    const guest = (name: string, changes: object) =>
      graphUser(name, {
        userPrincipalName: `${name}_old.example#EXT#@acme.onmicrosoft.com`,
        userType: 'Guest',
        ...changes,
      });
    const accounts = await accountsOf([
      guest('ada', { mail: 'ada@new.example', proxyAddresses: [] }),
      guest('bob', { mail: null, proxyAddresses: [], otherMails: ['bob@home.example'] }),
      guest('eve', { mail: null, proxyAddresses: [], otherMails: [], userType: null }),
    ]);
    expect(accounts.map(({ kind, emails, username }) => [kind, emails, username])).toEqual([
      ['guest', ['ada@new.example'], null],
      ['guest', ['bob@home.example'], null],
      ['guest', [], null],
    ]);
    expect(accounts[2]?.columns.userPrincipalName).toBe('eve_old.example#EXT#@acme.onmicrosoft.com');
  });

  it('that are invited have not begun; those who are blocked are suspended', async () => {
    const accounts = await accountsOf([
      graphUser('a', { externalUserState: 'PendingAcceptance', userType: 'Guest' }),
      graphUser('b', { externalUserState: 'Accepted', userType: 'Guest' }),
      graphUser('c', { accountEnabled: false }),
      graphUser('d', { accountEnabled: null }),
    ]);
    expect(accounts.map(({ state }) => state)).toEqual(['invited', 'active', 'suspended', 'unknown']);
  });

  it('that are agents are no people, however they are marked', async () => {
    const [documented] = fixture('agentUser.list.documented.json').value;
    const accounts = await accountsOf([
      { ...graphUser('a'), ...documented },
      graphUser('b', { identityParentId: 'd17b27af-3f49-4822-99f9-56a661538792' }),
    ]);
    expect(accounts.map(({ kind }) => kind)).toEqual(['service', 'service']);
  });

  it('without a type are members', async () => {
    const [account] = await accountsOf([graphUser('a', { userType: null })]);
    expect(account?.kind).toBe('unknown');
  });

  it('without a date of creation are neither new nor old', async () => {
    const [account] = await accountsOf([graphUser('a', { createdDateTime: null })]);
    expect(account?.created).toBeNull();
  });

  it('have all their work addresses, the main one first, and no private one', async () => {
    const [account] = await accountsOf([
      graphUser('ada', {
        mail: 'Ada@acme.co',
        userPrincipalName: 'ada@acme.onmicrosoft.com',
        proxyAddresses: [
          'smtp:ak@acme.co',
          'SIP:ada@acme.co',
          'X500:/o=Acme/cn=ada',
          'SMTP:ada@acme.co',
          'smtp:ada@acme.mail.onmicrosoft.com',
        ],
        otherMails: ['ada.private@gmail.com', 'ada.keller@acme.co'],
        onPremisesSyncEnabled: true,
      }),
    ]);
    expect(account?.emails).toEqual([
      'ada@acme.co',
      'ak@acme.co',
      'ada@acme.mail.onmicrosoft.com',
      'ada@acme.onmicrosoft.com',
      'ada.keller@acme.co',
    ]);
    expect(account).toMatchObject({
      username: 'ada@acme.onmicrosoft.com',
      columns: { onPremises: true, mailbox: true, usageLocation: 'DE' },
    });
  });

  it('that were deleted are in another list, and are no accounts any more', async () => {
    const deleted = [graphUser('b', { deletedDateTime: '2026-03-01T00:00:00Z' })];
    const accounts = await accountsOf([graphUser('a', { onPremisesSyncEnabled: true })], { deleted });
    expect(accounts.map(({ columns }) => columns.onPremises)).toEqual([true]);
  });

  it('are read in a cloud that does not know the newest fields yet, and not where another field is missing', async () => {
    const { connection } = await connected({ without: 'identityParentId' });
    expect(await everyOf(connection.accounts())).toHaveLength(9);
    const other = await connected({ without: 'proxyAddresses' });
    const error = await connectorErrorOf(everyOf(other.connection.accounts()));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('proxyAddresses');
  });

  it('are read once, 999 at a time, without the header that empties sign-ins', async () => {
    const users = Array.from({ length: 1998 }, (_, index) => graphUser(`u${index}`));
    const { server, connection } = await connected({ users, most: 999 });
    server.breakWith({
      on: /./,
      by: (reply, { headers }) => (headers.consistencylevel === undefined ? reply : { status: 500 }),
    });
    expect(await everyOf(connection.accounts())).toHaveLength(1998);
    const pages = server.requests.filter(
      (request) => request.includes('/v1.0/users?') && !request.includes('signInActivity'),
    );
    expect(pages).toHaveLength(2);
  });
});
