import { describe, expect, it } from 'vitest';
import { atlassian } from '../../../src/connectors/atlassian/atlassian.ts';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import type { VendorServer } from '../vendors/server.ts';
import { plannedFor } from '../vendors/taken-back.ts';
import {
  type AtlassianRules,
  atlassianError,
  atlassianThrottled,
  atlassianUser,
  CONFLUENCE,
  JIRA,
  KEY,
  startAtlassian,
} from './atlassian-server.ts';
import { connected, settingsFor } from './connected.ts';

const WRITE = { removal: { apiKey: KEY } };
const WAYS = [
  { way: 'suspend', write: /\/suspend$/, undo: true },
  { way: 'organization', write: /^DELETE /, undo: false },
  { way: 'managed-account', write: /\/lifecycle\/disable$/, undo: true },
];
for (const way of WAYS)
  removesCarefully(`Atlassian's ${way.way}`, {
    ways: atlassian.removal,
    ...way,
    connect: (server, io) => atlassian.connect(settingsFor(server, WRITE), io),
    start: () => startAtlassian(),
    read: /\/users\/search$|\/workspaces$/,
    secrets: [KEY],
    unauthorised: atlassianError(401, 'ADMIN-401-1', 'Unauthorized'),
    forbidden: atlassianError(403, 'ADMIN-403-3', 'needs manage:org'),
    throttled: (seconds, { clock }) => atlassianThrottled(seconds, clock),
    empty: { status: 204 },
  });

async function given(rules: AtlassianRules) {
  const { server, connection } = await connected(rules, WRITE);
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string) => removal.look({ way, license: null, account });
  return { server, connection, removal, account, look };
}

describe('Removing in Atlassian', () => {
  it('suspends, which is not billed and gives roles back; a group of one app is left to an admin', async () => {
    const { removal, account } = await given({});
    expect(removal.usual(account)).toEqual([{ way: 'suspend', license: null }]);
    expect(removal.offered(account).map(({ way }) => way)).not.toContain('group');
  });

  it('takes all apps by suspending, and one alone only by hand, in its group', async () => {
    const productAccess = [JIRA, CONFLUENCE].map((id) => ({ id, key: id.split(':')[2] ?? '' }));
    const { server, connection, removal, account } = await given({
      users: [atlassianUser('u1', { productAccess })],
    });
    const both = ['Jira (acme.atlassian.net)', 'Confluence (other.atlassian.net)'];
    expect(account.licenses).toEqual(both);
    const kit = {
      ways: atlassian.removal,
      connect: (at: VendorServer, io: ConnectorIo) => atlassian.connect(settingsFor(at, WRITE), io),
    };
    const planned = await plannedFor(kit, server, { account });
    expect(planned.removals[0]?.steps).toMatchObject([
      { way: 'suspend', license: null, stays: expect.stringContaining('all apps of the organisation') },
    ]);
    expect(removal.offered(account).filter(({ license }) => license !== null)).toEqual([]);
    const step = { way: 'suspend', license: null, account };
    await removal.carryOut(step, {});
    expect(await everyOf(connection.accounts())).toMatchObject([{ state: 'suspended', licenses: [] }]);
    await removal.undo?.(step, {});
    expect(await everyOf(connection.accounts())).toMatchObject([{ state: 'active', licenses: both }]);
  });

  it('sends people whom an identity provider added there: they would come back', async () => {
    const { connection, look } = await given({
      users: [atlassianUser('u1', { managementSource: 'synced' })],
    });
    expect(await everyOf(connection.accounts())).toMatchObject([{ columns: { source: 'synced' } }]);
    for (const way of ['suspend', 'organization'])
      expect(await look(way)).toMatchObject({ removed: false, obstacle: { kind: 'directory' } });
  });

  it('tells from the list alone that the identity provider manages somebody, as a look does', async () => {
    const synced = await given({ users: [atlassianUser('u1', { managementSource: 'synced' })] });
    const step = { way: 'suspend', license: null };
    expect(synced.removal.told?.({ ...step, account: synced.account })).toEqual({
      kind: 'directory',
      directory: 'the identity provider',
      url: null,
    });
    const manual = await given({ users: [atlassianUser('u1', { managementSource: 'manual' })] });
    expect(manual.removal.told?.({ ...step, account: manual.account })).toBeNull();
  });

  it('does not call somebody removed whose removal is only queued', async () => {
    const { server, removal, account, look } = await given({});
    server.breakWith({ on: /^DELETE/, instead: true, by: () => ({ status: 202 }) });
    await removal.carryOut({ way: 'organization', license: null, account }, {});
    expect(await look('organization')).toMatchObject({ kind: 'present', removed: false });
  });

  it('sends a JSON body, without which Atlassian answers 415', async () => {
    const { server, removal, account, look } = await given({});
    await removal.carryOut({ way: 'suspend', license: null, account }, {});
    expect(server.requests.at(-1)).toContain('/suspend');
    expect(await look('suspend')).toMatchObject({ removed: true });
  });

  it('deactivates only accounts of domains that the organisation has claimed', async () => {
    const { removal, account } = await given({ users: [atlassianUser('u1', { claimStatus: 'unmanaged' })] });
    expect(removal.offered(account).map(({ way }) => way)).toEqual(['suspend', 'organization']);
  });
});
