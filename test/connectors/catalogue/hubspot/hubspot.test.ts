import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { HUBSPOT, hubspotUser } from './hubspot.ts';

keepsTheCatalogue(HUBSPOT);

it('a user who owns nothing is read, and not taken for active; a queue and a removed owner are no accounts', async () => {
  const [first = {}] = HUBSPOT.list.rows;
  const rows = [
    first,
    { ...first, id: '8', type: 'QUEUE', userId: null },
    { ...first, id: '9', userId: null },
  ];
  const users = [hubspotUser(1), hubspotUser(77, { email: 'gone@acme.example' })];
  const { server, connection } = await connectedTo(
    {
      ...HUBSPOT,
      list: { ...HUBSPOT.list, usual: (number) => ({ ...first, userId: 5000 + number }) },
      routes: [{ on: 'GET /settings/users/2026-03', answer: () => ({ body: { results: users } }) }],
    },
    rows,
  );
  try {
    const accounts = await everyOf(connection.accounts());
    expect(accounts.filter(({ id }) => id === '1296620')).toMatchObject([{ state: 'active' }]);
    expect(accounts.at(-1)).toMatchObject({
      id: '1296696',
      emails: ['gone@acme.example'],
      state: 'unknown',
      licenses: ['core'],
    });
    expect(accounts).toHaveLength(1 + 10 + 1);
  } finally {
    await server.close();
  }
});

it('the limit of the day is not waited for', async () => {
  const { server, connection } = await connectedTo(HUBSPOT);
  const before = server.clock.now;
  try {
    server.breakWith({
      on: /GET \/crm\/owners/,
      by: () => ({
        status: 429,
        body: {
          status: 'error',
          errorType: 'RATE_LIMIT',
          policyName: 'DAILY',
          message: 'You have reached it.',
        },
      }),
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('rate-limit');
    expect(error.advice).toContain('midnight');
    expect(server.clock.now).toEqual(before);
  } finally {
    await server.close();
  }
});
