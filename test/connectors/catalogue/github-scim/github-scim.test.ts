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

it('an admin who connects it is told that identities are not members, and what reads members', () => {
  const note = findConnector('github-scim')?.origin?.note;
  expect(note).toContain('open invitations');
  expect(note).toContain('connector: github');
});
