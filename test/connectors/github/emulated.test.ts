import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { github } from '../../../src/connectors/github/github.ts';
import { everyOf, testIo } from '../../support/connector-io.ts';
import { freePort } from '../../support/free-port.ts';

const TOKEN = 'test-token-admin';

/**
 * GitHub as vercel-labs/emulate has it: not ours. It has members, memberships and apps, and neither outside collaborators nor invitations,
 * Copilot or GraphQL; of outside collaborators it is said that there are none.
 */
async function emulated(people: number) {
  const logins = Array.from({ length: people }, (_, index) => `p${index}`);
  const emulator = await createEmulator({
    service: 'github',
    port: await freePort(),
    seed: {
      tokens: { [TOKEN]: { login: 'p0', scopes: ['read:org'] } },
      github: {
        users: logins.map((login) => ({ login })),
        orgs: [
          {
            login: 'acme',
            members: logins.map((login, index) => ({ login, role: index < 3 ? 'admin' : 'member' })),
          },
        ],
        apps: [
          {
            app_id: 12,
            slug: 'seats',
            name: 'Seats',
            permissions: { members: 'read' },
            installations: [{ installation_id: 7, account: 'acme', permissions: { members: 'read' } }],
          },
        ],
      },
    },
  });
  onTestFinished(() => emulator.close());
  const { origin } = new URL(emulator.url);
  const io = testIo({ allow: [origin], now: () => new Date() });
  const completed: typeof fetch = async (input, init) =>
    String(input).includes('/outside_collaborators') ? Response.json([]) : io.fetch(input, init);
  const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value;
  return { origin, privateKey, io: { ...io, fetch: completed } };
}

const COUNT = 230;

it('reads the members of a GitHub that we did not write, over its pages', async () => {
  const { origin, io } = await emulated(COUNT);
  const connection = github.connect(github.settings.parse({ org: 'acme', token: TOKEN, apiUrl: origin }), io);
  expect((await connection.check()).map(({ capability }) => capability)).toEqual([
    'email',
    'subscriptions',
    'lastActive',
  ]);
  const accounts = await everyOf(connection.accounts());
  expect(accounts.length).toBe(COUNT);
  expect(accounts.filter(({ role }) => role === 'owner').map(({ username }) => username)).toEqual([
    'p0',
    'p1',
    'p2',
  ]);
});

it('is let in as an app, by a JWT that we did not check ourselves', async () => {
  const { origin, privateKey, io } = await emulated(3);
  const settings = github.settings.parse({
    org: 'acme',
    app: { id: 12, installation: 7, privateKey },
    apiUrl: origin,
  });
  expect((await everyOf(github.connect(settings, io).accounts())).length).toBe(3);
});
