import { generateKeyPairSync } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { github } from '../../../src/connectors/github/github.ts';
import type { Account } from '../../../src/domain/account.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor } from '../vendors/server.ts';
import { type GithubRules, startGithub, TOKEN } from './github-server.ts';

/** The key of app 12, as GitHub gives it: PKCS #1. */
export const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
export const APP = { id: 12, installation: 7, privateKey: PEM };

/** A GitHub with these rules, and a connection to it. */
export async function connected(
  rules: GithubRules = {},
  settings: object = {},
  changes: Partial<ConnectorIo> = {},
) {
  const server = await startGithub(rules);
  onTestFinished(() => server.close());
  const io = ioFor(server, changes);
  const parsed = github.settings.parse({
    org: 'acme',
    ...('app' in settings ? {} : { token: TOKEN }),
    apiUrl: `${server.origin}${rules.isServer === true ? '/api/v3' : ''}`,
    ...settings,
  });
  return { server, io, connection: github.connect(parsed, io) };
}

/** Its accounts, by id. */
export async function accountsOf(
  rules: GithubRules,
  settings: object = {},
): Promise<ReadonlyMap<string, Account>> {
  const { connection } = await connected(rules, settings);
  const accounts = await everyOf(connection.accounts());
  const byId = new Map(accounts.map((account) => [account.id, account]));
  if (byId.size < accounts.length) throw new Error('an account is listed twice');
  return byId;
}
