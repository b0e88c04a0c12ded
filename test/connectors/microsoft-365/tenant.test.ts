import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { closeServers, connected } from './connected.ts';

afterEach(closeServers);

const DOMAINS = [
  { name: 'acme.io' },
  { name: 'Acmeco.onmicrosoft.com', isInitial: true },
  { name: 'acme.co', isDefault: true },
];

describe('The tenant', () => {
  it('says which domains are its own, the main one first', async () => {
    const { connection } = await connected({ domains: DOMAINS });
    expect(await connection.domains?.()).toEqual(['acme.co', 'acmeco.onmicrosoft.com', 'acme.io']);
  });

  it('says none without the right, and the accounts are read all the same', async () => {
    const { connection } = await connected({ domains: DOMAINS, lacks: ['Organization.Read.All'] });
    expect(await everyOf(connection.accounts())).toHaveLength(9);
    expect(await connection.domains?.()).toEqual([]);
  });

  it('is not taken for another one: an answer from there is refused before a read counts', async () => {
    const { connection } = await connected({ tenant: '11111111-2222-4333-8444-555555555555' });
    expect((await connectorErrorOf(connection.check())).kind).toBe('unexpected-response');
    const error = await connectorErrorOf(connection.domains?.() ?? Promise.resolve());
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('is about the tenant 11111111-2222-4333-8444-555555555555, not');
  });

  it('is known by a domain of its own as well', async () => {
    const asked = { tenant: 'acme.onmicrosoft.com' };
    const own = await connected({ domains: [{ name: 'acme.co' }, { name: 'acme.onmicrosoft.com' }] }, asked);
    expect(await everyOf(own.connection.accounts())).toHaveLength(9);

    const other = await connected({ domains: [{ name: 'other.example' }] }, asked);
    const error = await connectorErrorOf(everyOf(other.connection.accounts()));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('is about a tenant without the domain acme.onmicrosoft.com');
  });
});
