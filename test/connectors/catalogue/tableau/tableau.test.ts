import { afterEach, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { TABLEAU } from './tableau.ts';

keepsTheCatalogue(TABLEAU);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

it('a read signs in once: each further sign-in with the token would end the session before', async () => {
  const { server, connection } = await connectedTo(TABLEAU);
  open = server;
  await connection.check();
  await everyOf(connection.accounts());
  expect(server.requests.filter((request) => request.includes('/auth/signin'))).toHaveLength(1);
});

it('a site role that Tableau adds is never taken for active', async () => {
  const rows = TABLEAU.list.rows.map((row) => ({ ...row, siteRole: 'ViewerPlus' }));
  const { server, connection } = await connectedTo(TABLEAU, rows);
  open = server;
  expect((await connectorErrorOf(everyOf(connection.accounts()))).message).toContain(
    'the declaration does not know the state "ViewerPlus" (siteRole)',
  );
});
