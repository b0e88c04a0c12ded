import { onTestFinished } from 'vitest';
import { atlassian } from '../../../src/connectors/atlassian/atlassian.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { type AtlassianRules, KEY, ORGANIZATION, startAtlassian } from './atlassian-server.ts';

export const settingsFor = ({ origin }: VendorServer, changes: object = {}) =>
  atlassian.settings.parse({ organization: ORGANIZATION, apiKey: KEY, apiUrl: origin, ...changes });

/** A connection to a server of its own, which ends with the test. */
export async function connected(rules: AtlassianRules = {}, changes: object = {}) {
  const server = await startAtlassian(rules);
  onTestFinished(() => server.close());
  const io = ioFor(server);
  return { server, io, connection: atlassian.connect(settingsFor(server, changes), io) };
}

export async function accountsOf(rules: AtlassianRules) {
  const { connection } = await connected(rules);
  return everyOf(connection.accounts());
}
