import { afterEach, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { JUMPCLOUD } from './jumpcloud.ts';

keepsTheCatalogue(JUMPCLOUD);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

it('a user without a state is of unknown state, and one in a new state is never active', async () => {
  const old = JUMPCLOUD.list.rows.map(({ state, ...row }, index) =>
    index === 0 ? { ...row, suspended: false } : { ...row, state },
  );
  const { server, connection } = await connectedTo(JUMPCLOUD, old);
  open = server;
  const [first] = await everyOf(connection.accounts());
  expect(first?.state).toBe('unknown');
  await server.close();
  const changed = JUMPCLOUD.list.rows.map((row) => ({ ...row, suspended: false, state: 'ARCHIVED' }));
  const other = await connectedTo(JUMPCLOUD, changed);
  open = other.server;
  const { message } = await connectorErrorOf(everyOf(other.connection.accounts()));
  expect(message).toContain('does not know the state "ARCHIVED"');
});

it('is asked for as many as fit, because 10 come otherwise, in an order that stays', async () => {
  const { server, connection } = await connectedTo(JUMPCLOUD);
  open = server;
  await everyOf(connection.accounts());
  expect(server.requests.filter((request) => !/sort=_id/.test(request) || !/limit=3/.test(request))).toEqual(
    [],
  );
});
