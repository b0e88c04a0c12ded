// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of seatkeeper.yaml
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import { desk, seen } from '../desk.ts';

test('connect --list names what can be connected, as what, and what is in use', async () => {
  const { office } = await desk();
  const found = await office.ask('connect --list');
  const text = await seen(found);
  expect(found.ok).toBe(true);
  expect(text).toMatch(/csv +CSV file +app and roster +figma, zoom, csv/);
  expect(text).toMatch(/okta +Okta +app and roster/);
});

test('in a chat, connect explains what to grant and to write, and that secrets are never typed there', async () => {
  const { office } = await desk();
  const by = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: false } as const;
  const found = await answer(office.context, by, ['connect', 'OKTA'], async () => [], null, true);
  const text = await seen(found);
  expect(text).toContain('okta.users.read');
  expect(text).toContain('token: "${OKTA_TOKEN}"');
  expect(text).toContain('Never type a secret into a chat, not even here.');
  expect(await seen(await office.ask('connect okta'))).not.toContain('Never type a secret');
});

test.each(['google', 'github', 'atlassian'])(
  'connect %s leaves no word out of the rights to grant',
  async (kind) => {
    const { office } = await desk();
    const text = (await seen(await office.ask(`connect ${kind}`))).replaceAll(/\s+/g, ' ');
    const rights = office.context.dependencies.kinds
      .filter(({ id }) => id === kind)
      .flatMap((each) => each.rights);
    expect(rights.length).toBeGreaterThan(0);
    for (const { why } of rights) expect(text).toContain(why);
  },
);

test('each way to connect shows the rights it needs, and not those of another', async () => {
  const { office } = await desk();
  const text = (await seen(await office.ask('connect github'))).replaceAll(/\s+/g, ' ');
  const [, app = '', token = ''] = text.split('Under apps: in seatkeeper.yaml');
  expect(app).toContain('Members: read-only');
  expect(app).not.toContain('read:org');
  expect(token).toContain('read:org');
  expect(token).not.toContain('Members: read-only');
});

test('a kind that does not exist is refused with the nearest', async () => {
  const { office } = await desk();
  const found = await office.ask('connect okat');
  expect(found.ok).toBe(false);
  expect(found.message.summary).toMatch(/^No kind of app or roster is called "okat"\. Did you mean okta\?/);
});
