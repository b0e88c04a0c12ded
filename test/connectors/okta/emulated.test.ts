import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import { oktaRoster } from '../../../src/roster/okta.ts';
import { everyOf, testIo } from '../../support/connector-io.ts';
import { freePort } from '../../support/free-port.ts';

/** Okta as vercel-labs/emulate has it: not ours, and with pages of its own size. */
async function emulated(people: number) {
  const emulator = await createEmulator({
    service: 'okta',
    port: await freePort(),
    seed: {
      tokens: { 'test-token-admin': { login: 'admin', scopes: [] } },
      okta: {
        users: Array.from({ length: people }, (_, index) => ({
          okta_id: `00u${index}`,
          login: `p${index}@acme.co`,
          email: `p${index}@acme.co`,
          first_name: 'Person',
          last_name: String(index),
        })),
        groups: [
          { name: 'Everyone', type: 'BUILT_IN', okta_id: '00g0' },
          { name: 'Sales', okta_id: '00g1' },
        ],
        group_memberships: [{ group_okta_id: '00g1', user_okta_id: '00u31' }],
      },
    },
  });
  onTestFinished(() => emulator.close());
  const { origin } = new URL(emulator.url);
  return { origin, io: testIo({ allow: [origin], groups: ['Sales'] }) };
}

it('reads the accounts of an Okta that we did not write, over its pages', async () => {
  const { origin, io } = await emulated(40);
  const connection = okta.connect({ url: origin, token: 'test-token-admin' }, io);
  // It does not know who is an admin.
  expect((await connection.check()).map(({ capability }) => capability)).toEqual(['role']);
  const accounts = await everyOf(connection.accounts());
  const own = accounts.filter(({ id }) => id.startsWith('00u') && id.length < 6);
  expect(own.map(({ emails }) => emails[0])).toEqual(
    Array.from({ length: 40 }, (_, index) => `p${index}@acme.co`),
  );
  expect(connection.usage?.().requests).toBeGreaterThan(3);
});

it('reads its people and the group that is named', async () => {
  const { origin, io } = await emulated(32);
  const people = await everyOf(oktaRoster.connect({ url: origin, token: 'test-token-admin' }, io).people());
  expect(people.filter(({ groups }) => groups.includes('Sales')).map(({ id }) => id)).toEqual(['00u31']);
});
