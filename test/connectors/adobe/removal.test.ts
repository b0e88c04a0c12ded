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
  });

async function given(changes: object) {
  const { server, connection } = await connected(rules(changes), WRITE);
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string, license: string | null = null) => removal.look({ way, license, account });
  return { server, removal, account, look };
}

describe('Removing in Adobe', () => {
  it('names the user groups when a profile comes through one: Adobe says success, and nothing happens', async () => {
    const { look } = await given({ groups: ['Designers'], indirect: ['Photoshop, default'] });
    expect(await look('profile', 'Photoshop')).toMatchObject({
      removed: false,
      obstacle: { kind: 'group', group: 'Designers' },
    });
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
