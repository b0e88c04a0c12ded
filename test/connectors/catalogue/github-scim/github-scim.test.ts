import { expect, it } from 'vitest';
import { findConnector } from '../../../../src/connectors/registry.ts';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { GITHUB } from './github-scim.ts';

keepsTheCatalogue(GITHUB);

it('an identity without its state is never taken for an active member', async () => {
  const rows = GITHUB.list.rows.map(({ active: _, ...row }) => row);
  const { server, connection } = await connectedTo(GITHUB, rows);
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('permission');
  expect(error.message).toContain('User Mona@acme.example comes without active');
  await server.close();
});

it('whoever connects it is told that identities are no members, and what reads those', () => {
  const note = findConnector('github-scim')?.origin?.note;
  expect(note).toContain('open invitations');
  expect(note).toContain('connector: github');
});
