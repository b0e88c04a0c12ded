import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { slack } from '../../../src/connectors/slack/slack.ts';
import { everyOf, testIo } from '../../support/connector-io.ts';
import { freePort } from '../../support/free-port.ts';

const TOKEN = 'test-token-admin';

/** Slack as vercel-labs/emulate has it: not ours. It knows methods by POST only, which Slack answers by GET as well. */
async function emulated(people: number) {
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      tokens: { [TOKEN]: { login: 'p0', scopes: ['users:read', 'users:read.email'] } },
      slack: {
        team: { name: 'Acme' },
        users: Array.from({ length: people }, (_, index) => ({
          name: `p${index}`,
          email: `p${index}@acme.co`,
        })),
      },
    },
  });
  onTestFinished(() => emulator.close());
  const { origin } = new URL(emulator.url);
  const io = testIo({ allow: [origin] });
  const byPost: typeof fetch = (input, init) => {
    const { searchParams, origin: host, pathname } = new URL(String(input));
    if (init?.method !== 'GET') return io.fetch(input, init);
    // A small page, so that there are several.
    searchParams.set('limit', '20');
    const headers = {
      ...(init.headers as Record<string, string>),
      'content-type': 'application/x-www-form-urlencoded',
    };
    return io.fetch(`${host}${pathname}`, {
      ...init,
      method: 'POST',
      headers,
      body: searchParams.toString(),
    });
  };
  return { origin, io: { ...io, fetch: byPost } };
}

it('reads the people of a Slack that we did not write, over its pages', async () => {
  const { origin, io } = await emulated(70);
  const connection = slack.connect(slack.settings.parse({ token: TOKEN, apiUrl: origin }), io);
  expect((await connection.check()).map(({ capability }) => capability)).toContain('lastActive');
  const accounts = await everyOf(connection.accounts());
  const ours = accounts.filter(({ username }) => /^p\d+$/.test(username ?? ''));
  expect(ours.map(({ emails }) => emails[0])).toEqual(
    Array.from({ length: 70 }, (_, index) => `p${index}@acme.co`),
  );
  expect(connection.usage?.().requests).toBeGreaterThan(6);
});
