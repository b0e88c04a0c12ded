import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { GITLAB } from './gitlab.ts';

keepsTheCatalogue(GITLAB);

it('a state that GitLab adds is never taken for active', async () => {
  const rows = GITLAB.list.rows.map((row) => ({ ...row, state: 'hibernated' }));
  const { server, connection } = await connectedTo(GITLAB, rows);
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.message).toContain(
    '[0]: of account 1: the declaration does not know the state "hibernated" (state)',
  );
  await server.close();
});
