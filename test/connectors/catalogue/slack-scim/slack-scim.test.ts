import { expect, it } from 'vitest';
import { findConnector } from '../../../../src/connectors/registry.ts';
import { connectorErrorOf, everyOf, testIo } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { SLACK } from './slack-scim.ts';

keepsTheCatalogue(SLACK);

it('the words of Slack are shown where it refuses, though SCIM has another place for them', async () => {
  const { server, connection } = await connectedTo(SLACK);
  server.breakWith({
    on: /Users/,
    by: () => ({ status: 403, body: { Errors: { description: 'feature_not_enabled', code: 403 } } }),
  });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('permission');
  expect(error.message).toContain('feature_not_enabled');
  await server.close();
});

it('Slack is always told how many to give, because it gives 10 otherwise', async () => {
  const { server, connection } = await connectedTo(SLACK);
  await everyOf(connection.accounts());
  const asked = server.requests.filter((request) => request.includes('/Users'));
  expect(asked.filter((request) => !/count=\d/.test(request))).toEqual([]);
  await server.close();
});

it('asks the address of Slack itself where nothing else is set', async () => {
  const connector = findConnector('slack-scim');
  const asked: string[] = [];
  const io = testIo({
    fetch: async (to: string | URL | Request) => {
      asked.push(String(to));
      return Response.json({ totalResults: 0, Resources: [] });
    },
  });
  const settings = connector?.settings.parse({ ...SLACK.settings, allowEmpty: true });
  await everyOf(connector?.connect(settings, io).accounts() ?? neverRead());
  expect(asked).toEqual([
    'https://api.slack.com/scim/v2/ServiceProviderConfig',
    'https://api.slack.com/scim/v2/Users?startIndex=1&count=500',
  ]);
});

async function* neverRead() {}
