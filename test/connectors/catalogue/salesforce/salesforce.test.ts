import { afterEach, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { SALESFORCE } from './salesforce.ts';

keepsTheCatalogue(SALESFORCE);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

async function connected() {
  const { server, connection } = await connectedTo(SALESFORCE);
  open = server;
  return { server, connection };
}

it('a user who was deactivated holds no license, although the profile names one', async () => {
  const { connection } = await connected();
  const accounts = await everyOf(connection.accounts());
  const held = (state: string) =>
    accounts.filter((each) => each.state === state).map(({ licenses }) => licenses);
  expect(held('deactivated')).toEqual([[]]);
  expect(held('active')).toContainEqual(['Salesforce']);
});

it('licenses are counted under the name that accounts have, without those that are switched off', async () => {
  const { connection } = await connected();
  expect(await connection.subscriptions?.()).toMatchObject([
    { sku: 'Salesforce', product: 'Salesforce', purchased: 50, consumed: 41 },
    { sku: 'Chatter Free', purchased: 5000, consumed: 0 },
  ]);
});

it('the requests of a day that are used up are waited for until the next sync', async () => {
  const { server, connection } = await connected();
  server.breakWith({
    on: /query/,
    by: () => ({
      status: 403,
      body: [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    }),
  });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('rate-limit');
  expect(server.requests.filter((request) => request.includes('/query'))).toHaveLength(1);
});

it('an edition without the API is told as one', async () => {
  const { server, connection } = await connected();
  const body = [
    { message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' },
  ];
  server.breakWith({ on: /query/, by: () => ({ status: 403, body }) });
  const error = await connectorErrorOf(connection.check());
  expect(error).toMatchObject({ kind: 'plan' });
  expect(error.message).toContain('Professional as an add-on');
});
