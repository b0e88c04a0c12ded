import { expect, it, onTestFinished } from 'vitest';
import { connectors } from '../../src/connectors/registry.ts';
import { everyOf } from '../support/connector-io.ts';
import { VENDORS } from '../support/vendor-list.ts';
import { ioFor } from './vendors/server.ts';

/** Requests of a read of everything, counted by the vendor; pages are as large as the vendor gives them. */
async function counted(id: string, accounts: number): Promise<number> {
  const vendor = VENDORS[id];
  const connector = connectors.find((each) => each.id === id);
  if (vendor === undefined || connector === undefined) throw new Error(id);
  const server = await vendor.start(accounts, 10_000);
  onTestFinished(() => server.close());
  const settings = connector.settings.parse({ ...vendor.settings(server.origin), ...vendor.secrets });
  const connection = connector.connect(settings, ioFor(server, { domains: ['acme.example'] }));
  expect(await everyOf(connection.accounts())).toHaveLength(accounts);
  await connection.subscriptions?.().catch(() => {});
  await connection.domains?.();
  if (connection.groups !== undefined) await everyOf(connection.groups());
  return server.requests.length;
}

it.each(Object.keys(VENDORS))(
  'docs/connectors.md does not promise fewer requests than a read of %s makes, nor many more',
  async (id) => {
    const { per1000, besides } = connectors.find((each) => each.id === id)?.requestsPer1000 ?? {
      per1000: 0,
      besides: 0,
    };
    const [small, large] = [await counted(id, 1000), await counted(id, 3000)];
    expect(large - small).toBeLessThanOrEqual(2 * per1000);
    expect(small - per1000 - besides).toBeLessThanOrEqual(0);
    expect(per1000 + besides - small).toBeLessThanOrEqual(2);
  },
);
