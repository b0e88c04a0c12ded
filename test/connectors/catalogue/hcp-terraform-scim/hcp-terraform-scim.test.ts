import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { scimError } from '../scim-service.ts';
import { HCP_TERRAFORM } from './hcp-terraform-scim.ts';

keepsTheCatalogue(HCP_TERRAFORM);

it('SCIM that is paused is told as such, not as a token without rights', async () => {
  const { server, connection } = await connectedTo(HCP_TERRAFORM);
  server.breakWith({ on: /\/Users/, by: () => scimError(403, 'SCIM provisioning is paused') });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('unavailable');
  expect(error.message).toContain('turn it on');
  await server.close();
});
