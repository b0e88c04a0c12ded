import { afterEach, expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { DOCKER_HUB } from './docker-hub.ts';

keepsTheCatalogue(DOCKER_HUB);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

it('an organization without Insights has nobody who was never active: nothing is told', async () => {
  const { server, connection } = await connectedTo(DOCKER_HUB);
  open = server;
  server.breakWith({
    on: /members/,
    by: (reply) => {
      const body = reply.body as { results: Record<string, unknown>[] };
      const results = body.results.map(
        ({ last_seen_at: _seen, last_logged_in_at: _in, last_desktop_version: _version, ...row }) => row,
      );
      return { ...reply, body: { ...body, results } };
    },
  });
  const accounts = await everyOf(connection.accounts());
  expect(accounts).toHaveLength(13);
  expect(accounts.filter(({ lastActive }) => lastActive !== null)).toEqual([]);
});

it('somebody who was invited by address, and has no account yet, is known by the address', async () => {
  const [first, ...rows] = DOCKER_HUB.list.rows;
  const invited = Object.fromEntries(
    Object.entries({ ...first, type: 'Invitee' }).filter(([key]) => key !== 'id' && key !== 'username'),
  );
  const { server, connection } = await connectedTo(DOCKER_HUB, [invited, ...rows]);
  open = server;
  const [account] = await everyOf(connection.accounts());
  expect(account).toMatchObject({ id: 'invited:user1@acme.example', state: 'invited', username: null });
});
