import { describe, expect, it } from 'vitest';
import { slack } from '../../../src/connectors/slack/slack.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { connected } from './connected.ts';
import { member } from './slack-rows.ts';
import { SCIM_TOKEN, type SlackRules, startSlack, TOKEN } from './slack-server.ts';

const WRITE = { removal: { token: SCIM_TOKEN } };
const scimError = (status: number, description: string) => ({
  status,
  body: { Errors: { description, code: status } },
});

removesCarefully("Slack's deactivation", {
  ways: slack.removal,
  connect: ({ origin }, io) =>
    slack.connect(slack.settings.parse({ token: TOKEN, apiUrl: origin, ...WRITE }), io),
  start: () => startSlack(),
  way: 'deactivate',
  write: /^PATCH \/scim\//,
  read: /^(GET |POST \/api\/auth)/,
  secrets: [TOKEN, SCIM_TOKEN],
  unauthorised: scimError(401, 'invalid_authentication'),
  forbidden: scimError(403, 'not_allowed'),
  forbiddenAs: 'plan',
  throttled: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: '' }),
  empty: { body: {} },
  undo: true,
});

async function given(rules: SlackRules = {}) {
  const { server, connection } = await connected(rules, WRITE);
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  return { server, removal, account, step: { way: 'deactivate', license: null, account } };
}

describe('Removing in Slack', () => {
  it('never deactivates the primary owner: Slack refuses it', async () => {
    const { removal, step } = await given({ members: [member('U1', { is_primary_owner: true })] });
    expect(await removal.look(step)).toMatchObject({ removed: false, obstacle: { kind: 'admin' } });
  });

  it('says that the plan has no SCIM, which is a task for an admin then', async () => {
    const { server, removal, step } = await given();
    server.breakWith({ on: /^PATCH/, instead: true, by: () => scimError(403, 'not_allowed') });
    const error = await connectorErrorOf(removal.carryOut(step, {}));
    expect(error).toMatchObject({ kind: 'plan', capability: 'removal', effect: 'none' });
  });

  it('has nothing to do for bots and for people who are deactivated', async () => {
    const bot = await given({ members: [member('U1', { is_bot: true }), member('U2')] });
    expect(bot.removal.usual({ ...bot.account, kind: 'bot' })).toEqual([]);
    expect(bot.removal.usual({ ...bot.account, state: 'deactivated' })).toEqual([]);
  });

  it('knows the account of the token, which is never removed', async () => {
    const { removal } = await given();
    expect(await removal.ownAccount?.()).toBe('USCIM');
  });
});
