import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { INTERCOM } from './intercom.ts';

keepsTheCatalogue(INTERCOM);

it('a team in the list is no account', async () => {
  const [first = {}] = INTERCOM.list.rows;
  const team = { type: 'team', id: '814865', name: 'Serenity', email: null, admin_ids: [493881] };
  const { server, connection } = await connectedTo(INTERCOM, [first, team]);
  try {
    const ids = (await everyOf(connection.accounts())).map(({ id }) => id);
    expect(ids).toContain('991267467');
    expect(ids).not.toContain('814865');
  } finally {
    await server.close();
  }
});
