import { expect, onTestFinished } from 'vitest';
import { connectors } from '../../src/connectors/registry.ts';
import { everyOf } from '../support/connector-io.ts';
import { VENDORS } from '../support/vendor-list.ts';
import { ioFor, type VendorServer } from './vendors/server.ts';

/** The requests of a read of everything, as the vendor saw them; pages are as large as the vendor gives them. */
export async function requestsOf(
  id: string,
  accounts: number,
  start?: (accounts: number) => Promise<VendorServer>,
): Promise<readonly string[]> {
  const vendor = VENDORS[id];
  const connector = connectors.find((each) => each.id === id);
  if (vendor === undefined || connector === undefined) throw new Error(id);
  const server = await (start ?? ((many: number) => vendor.start(many, 10_000)))(accounts);
  onTestFinished(() => server.close());
  const settings = connector.settings.parse({ ...vendor.settings(server.origin), ...vendor.secrets });
  const connection = connector.connect(settings, ioFor(server, { domains: ['acme.example'] }));
  expect(await everyOf(connection.accounts())).toHaveLength(accounts);
  await connection.subscriptions?.().catch(() => {});
  await connection.domains?.();
  if (connection.groups !== undefined) await everyOf(connection.groups());
  return server.requests;
}
