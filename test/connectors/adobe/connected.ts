import { onTestFinished } from 'vitest';
import { adobe } from '../../../src/connectors/adobe/adobe.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { type AdobeRules, CLIENT, ORGANIZATION, SECRET, startAdobe } from './adobe-server.ts';

export const settingsFor = ({ origin }: VendorServer, changes: object = {}) =>
  adobe.settings.parse({
    organization: ORGANIZATION,
    clientId: CLIENT,
    clientSecret: SECRET,
    apiUrl: origin,
    loginUrl: origin,
    ...changes,
  });

/** A connection to a server of its own, which ends with the test. */
export async function connected(rules: AdobeRules = {}, changes: object = {}) {
  const server = await startAdobe(rules);
  onTestFinished(() => server.close());
  const io = ioFor(server);
  return { server, io, connection: adobe.connect(settingsFor(server, changes), io) };
}

export async function accountsOf(rules: AdobeRules) {
  const { connection } = await connected(rules);
  return everyOf(connection.accounts());
}
