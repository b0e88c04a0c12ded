import { onTestFinished } from 'vitest';
import { slack } from '../../../src/connectors/slack/slack.ts';
import type { Account } from '../../../src/domain/account.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor } from '../vendors/server.ts';
import { ADMIN_TOKEN, type SlackRules, startSlack, TOKEN } from './slack-server.ts';

/** Besides the bot's token, that of an admin. */
export const AS_ADMIN = { adminToken: ADMIN_TOKEN };

/** A Slack with these rules, and a connection to it. */
export async function connected(rules: SlackRules = {}, settings: object = {}) {
  const server = await startSlack(rules);
  onTestFinished(() => server.close());
  const io = ioFor(server);
  const parsed = slack.settings.parse({ token: TOKEN, apiUrl: server.origin, ...settings });
  return { server, io, connection: slack.connect(parsed, io) };
}

/** Its accounts, by id. */
export async function accountsOf(
  rules: SlackRules,
  settings: object = {},
): Promise<ReadonlyMap<string, Account>> {
  const { connection } = await connected(rules, settings);
  const accounts = await everyOf(connection.accounts());
  const byId = new Map(accounts.map((account) => [account.id, account]));
  if (byId.size < accounts.length) throw new Error('an account is listed twice');
  return byId;
}
