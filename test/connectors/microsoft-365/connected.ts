import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { CLIENT, type GraphRules, type Row, SECRET, TENANT } from './graph-rules.ts';
import { startGraph } from './graph-server.ts';

const open: VendorServer[] = [];

export async function closeServers(): Promise<void> {
  for (const server of open.splice(0)) await server.close();
}

/** The settings of an app registration with a secret, as the server accepts them. */
export function settingsOf({ origin }: VendorServer): Record<string, unknown> {
  return { tenant: TENANT, clientId: CLIENT, clientSecret: SECRET, apiUrl: origin, loginUrl: origin };
}

/** A server with these rules, which is closed after the test. */
export async function started(rules: GraphRules) {
  const server = await startGraph(rules);
  open.push(server);
  return server;
}

/** Microsoft 365 connected to a server with these rules. */
export async function connected(
  rules: GraphRules = {},
  changes: Record<string, unknown> = {},
  io: Partial<ConnectorIo> = {},
) {
  const server = await started(rules);
  const settings = microsoft365.settings.parse({ ...settingsOf(server), ...changes });
  const testIo = ioFor(server, io);
  return { server, io: testIo, connection: microsoft365.connect(settings, testIo) };
}

/** The accounts of these users, in their order. */
export async function accountsOf(users: readonly Row[], rules: GraphRules = {}) {
  const { connection } = await connected({ ...rules, users });
  return everyOf(connection.accounts());
}
