import { describe, expect, it } from 'vitest';
import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { everyOf } from '../../support/connector-io.ts';
import { accountsOf, connected } from './connected.ts';
import { googleUser } from './google-server.ts';

const NEVER = '1970-01-01T00:00:00.000Z';
const admin = googleUser(0);
const STANDARD = '1010020028';

/** The traps of reading Google Workspace; those of groups and of deleted people are in `roster.test.ts`. */
describe('Google Workspace', () => {
  it('asks the usage report before it says that somebody never signed in: mail programs sign in nowhere', async () => {
    const imap = googleUser(1, { lastLoginTime: NEVER });
    const drive = googleUser(2, { lastLoginTime: NEVER });
    const nothing = googleUser(3, { lastLoginTime: NEVER });
    const accounts = await accountsOf([admin, imap, drive, nothing], {
      usage: {
        [admin.id]: { 'gmail:timestamp_last_interaction': '2026-02-01T08:00:00.000Z' },
        [imap.id]: { 'gmail:timestamp_last_imap': '2026-03-05T08:00:00.000Z' },
        [drive.id]: { 'drive:timestamp_last_active_usage': '1772700000' },
      },
    });
    expect(
      accounts.map(({ lastActive, columns }) => [lastActive, columns.lastActiveFrom, columns.neverSignedIn]),
    ).toEqual([
      ['2026-03-01T09:00:00.000Z', 'sign-in', undefined],
      ['2026-03-05T08:00:00.000Z', 'Gmail by IMAP', true],
      ['2026-03-05T08:40:00.000Z', 'Drive', true],
      [null, undefined, true],
    ]);
  });

  it('takes no message that arrives for activity: gmail:timestamp_last_access is set by it', async () => {
    const leaver = googleUser(1, { lastLoginTime: '2025-06-01T08:00:00.000Z' });
    const { server, connection } = await connected({
      users: [admin, leaver],
      usage: { [leaver.id]: { 'gmail:timestamp_last_access': '2026-03-05T08:00:00.000Z' } },
    });
    const accounts = await everyOf(connection.accounts());
    expect(accounts[1]?.lastActive).toBe('2025-06-01T08:00:00.000Z');
    expect(server.requests.join()).not.toContain('timestamp_last_access');
  });

  it('marks archived people, who hold their Archived User license on purpose', async () => {
    const kept = googleUser(1, { archived: true, archivalTime: '2026-01-31T23:30:00.000Z' });
    const accounts = await accountsOf([admin, kept], {
      products: { '101034': [['p1@acme.co', '1010340003']] },
    });
    expect(accounts[1]).toMatchObject({
      state: 'suspended',
      licenses: ['Google Workspace Business Plus - Archived User'],
      columns: { archived: true, closedOn: '2026-02-01' },
    });
  });

  it('knows guests, who have an account here and work elsewhere, by their own address', async () => {
    const guest = googleUser(1, {
      primaryEmail: 'guest-7@acme.co',
      isGuestUser: true,
      guestAccountInfo: { primaryGuestEmail: 'Ann@Partner.example' },
    });
    const [, account] = await accountsOf([admin, guest]);
    expect(account).toMatchObject({ kind: 'guest', emails: ['guest-7@acme.co', 'ann@partner.example'] });
  });

  it('takes no suspension for a free seat: suspended users are billed like active ones', async () => {
    const suspended = googleUser(1, {
      suspended: true,
      suspensionReason: 'ADMIN',
      suspensionTime: '2026-02-03T10:00:00.000Z',
    });
    const { connection } = await connected({
      users: [admin, suspended],
      products: { 'Google-Apps': [['p1@acme.co', STANDARD]] },
    });
    const [, account] = await everyOf(connection.accounts());
    expect(account).toMatchObject({
      state: 'suspended',
      licenses: ['Google Workspace Business Standard'],
      columns: { suspensionReason: 'ADMIN', closedOn: '2026-02-03' },
    });
    expect(await connection.subscriptions?.()).toMatchObject([{ consumed: 1 }]);
    expect(googleWorkspace.removal[0]).toMatchObject({ way: 'disable', freesSeat: false });
  });

  it('joins licenses by the address of this read: after a rename an old one is nobody, or somebody else', async () => {
    const renamed = googleUser(1, { primaryEmail: 'Ann.New@acme.co', aliases: ['ann@acme.co'] });
    const successor = googleUser(2, { primaryEmail: 'p2@acme.co' });
    const inBetween = googleUser(3, { primaryEmail: 'zoe.new@acme.co', aliases: ['zoe@acme.co'] });
    const { connection } = await connected({
      users: [admin, renamed, successor, inBetween],
      products: {
        'Google-Apps': [['ann.new@acme.co', STANDARD]],
        'Google-Vault': [
          ['ZOE@acme.co', 'Google-Vault'],
          ['gone@acme.co', 'Google-Vault'],
        ],
      },
    });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ licenses }) => licenses)).toEqual([
      [],
      ['Google Workspace Business Standard'],
      [],
      ['Google Vault'],
    ]);
    expect(
      (await connection.subscriptions?.())?.map(({ id, product, consumed }) => [id, product, consumed]),
    ).toEqual([
      [STANDARD, 'Google Workspace Business Standard', 1],
      ['Google-Vault', 'Google Vault', 2],
    ]);
  });

  it('shows who holds no license of a known product: a new one would go unseen', async () => {
    const accounts = await accountsOf([admin, googleUser(1)], {
      products: { 'Google-Apps': [['p0@acme.co', STANDARD]], '199999': [['p1@acme.co', '1999990001']] },
    });
    expect(accounts.map(({ columns }) => columns.noKnownLicense)).toEqual([undefined, true]);
  });

  it('reads the fields that the company added itself, which the usual projection hides: they mark programs', async () => {
    const program = googleUser(1, {
      customSchemas: { Account: { Kind: 'service', Owners: [{ type: 'work', value: 'it@acme.co' }] } },
    });
    const accounts = await accountsOf([admin, program]);
    expect(accounts.map(({ kind, columns }) => [kind, columns.ownFields])).toEqual([
      ['unknown', undefined],
      ['unknown', 'Account.Kind: service; Account.Owners: it@acme.co'],
    ]);
  });

  it('reads all domains of the organisation, not the one of the admin', async () => {
    const elsewhere = googleUser(1, { primaryEmail: 'ann@acme-labs.example' });
    const { server, connection } = await connected({ users: [admin, elsewhere] });
    expect((await everyOf(connection.accounts())).map(({ emails }) => emails[0])).toEqual([
      'p0@acme.co',
      'ann@acme-labs.example',
    ]);
    const lists = server.requests.filter((request) => request.includes('/v1/users?'));
    expect(
      lists.every((request) => request.includes('customer=my_customer') && !request.includes('domain=')),
    ).toBe(true);
  });

  it('takes every alias, and of the other addresses only those for work: the rest is private', async () => {
    const user = googleUser(1, {
      aliases: ['Ann@acme.co'],
      nonEditableAliases: ['ann@acme-labs.example', 'p1@acme.co.test-google-a.com'],
      emails: [
        { address: 'p1@acme.co', primary: true },
        { address: 'ann@desk.example', type: 'work' },
        { address: 'ann@home.example', type: 'home' },
        { address: 'ann@club.example', type: 'custom' },
      ],
      recoveryEmail: 'ann@private.example',
    });
    const [, account] = await accountsOf([admin, user]);
    expect(account?.emails).toEqual([
      'p1@acme.co',
      'ann@acme.co',
      'ann@acme-labs.example',
      'ann@desk.example',
    ]);
  });

  it('reads a user whose profile holds what nobody foresaw, without that', async () => {
    const odd = googleUser(1, { organizations: 'Sales', relations: [{ value: 7 }], customSchemas: ['x'] });
    const [, account] = await accountsOf([admin, odd]);
    expect(account).toMatchObject({ id: odd.id, state: 'active' });
    expect(account?.columns).not.toHaveProperty('department');
  });
});
