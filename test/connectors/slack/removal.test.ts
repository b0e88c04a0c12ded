import { describe, expect, it, onTestFinished } from 'vitest';
import { slack } from '../../../src/connectors/slack/slack.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { ioFor } from '../vendors/server.ts';
import { connected } from './connected.ts';
import { member } from './slack-rows.ts';
import { ADMIN_TOKEN, SCIM_TOKEN, type SlackRules, startSlack, TOKEN } from './slack-server.ts';

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

  it.each([
    ['https://slack.com/api', 'https://slack.com', 'https://api.slack.com/scim/v2'],
    ['https://slack-gov.com', 'https://slack-gov.com', 'https://api.slack-gov.com/scim/v1'],
    ['https://slack-gov.com/api', 'https://slack-gov.com', 'https://api.slack-gov.com/scim/v1'],
    ['https://api.slack-gov.com/api', 'https://api.slack-gov.com', 'https://api.slack-gov.com/scim/v1'],
  ])('asks SCIM on its own host, and all else where apiUrl says: %s', async (apiUrl, web, scim) => {
    const server = await startSlack();
    onTestFinished(() => server.close());
    const io = ioFor(server);
    const asked: string[] = [];
    // The host that is meant, and the server of this test in its place.
    const fetch: typeof io.fetch = (input, init) => {
      const { origin, pathname, search } = new URL(String(input));
      asked.push(`${init?.method ?? 'GET'} ${origin}${pathname}`);
      return io.fetch(`${server.origin}${pathname}${search}`, init);
    };
    const settings = slack.settings.parse({ token: TOKEN, adminToken: ADMIN_TOKEN, apiUrl, ...WRITE });
    const connection = slack.connect(settings, { ...io, fetch });
    expect((await connection.check()).map(({ capability }) => capability)).not.toContain('removal');
    const [account] = await everyOf(connection.accounts());
    if (account === undefined) throw new Error('nobody is listed');
    const step = { way: 'deactivate', license: null, account };
    await connection.removal?.carryOut(step, {});
    expect(await connection.removal?.look(step)).toMatchObject({ removed: true });
    await connection.removal?.undo?.(step, {});
    expect(await connection.removal?.look(step)).toMatchObject({ removed: false });
    const byScim = asked.filter((request) => request.includes('/scim/'));
    const change = `PATCH ${scim}/Users/${account.id}`;
    expect(byScim).toEqual([`GET ${scim}/Users`, change, change]);
    const others = asked.filter((request) => !request.includes('/scim/'));
    expect(others).toContain(`GET ${web}/api/team.accessLogs`);
    expect(others.filter((request) => !request.includes(` ${web}/api/`))).toEqual([]);
  });

  it('knows the accounts of all three tokens, which are never removed', async () => {
    const { connection } = await connected({ user: 'UBOT' }, { ...WRITE, adminToken: ADMIN_TOKEN });
    expect(await connection.ownAccounts?.()).toEqual(['UBOT', 'UADMIN', 'USCIM']);
  });

  it('tells from the list alone that nobody can deactivate the primary owner', async () => {
    const owner = await given({ members: [member('U1', { is_primary_owner: true })] });
    expect(owner.removal.told?.(owner.step)).toEqual({ kind: 'admin' });
    const other = await given({ members: [member('U1')] });
    expect(other.removal.told?.(other.step)).toBeNull();
  });
});
