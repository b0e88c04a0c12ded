import { afterEach, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { DOCUSIGN } from './docusign.ts';

keepsTheCatalogue(DOCUSIGN);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

it('an account of exactly full pages is not asked for a place past its end', async () => {
  const { server, connection } = await connectedTo(DOCUSIGN);
  open = server;
  await everyOf(connection.accounts());
  const starts = server.requests.flatMap((request) => /start_position=(\d+)/.exec(request)?.[1] ?? []);
  expect(Math.max(...starts.map(Number))).toBeLessThan(13);
});

it('the requests of an hour that are used up wait for the next sync', async () => {
  const { server, connection } = await connectedTo(DOCUSIGN);
  open = server;
  const body = {
    errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
    message: 'The maximum number of hourly API invocations has been exceeded.',
  };
  server.breakWith({ on: /\/users/, by: () => ({ status: 400, body }) });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('rate-limit');
  expect(error.message).toContain('it resets on the hour');
  expect(server.requests.filter((request) => request.includes('/users'))).toHaveLength(1);
});

it('a moment in the year 1 is none: who has never signed in was not seen two thousand years ago', async () => {
  const { server, connection } = await connectedTo(DOCUSIGN);
  open = server;
  const accounts = await everyOf(connection.accounts());
  expect(accounts.filter(({ lastActive }) => lastActive !== null && lastActive < '2000')).toEqual([]);
});
