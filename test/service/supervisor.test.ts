import { expect, test } from 'vitest';
import { start } from '../support/cli.ts';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { APP_TOKEN, BOT_TOKEN, Workspace } from '../support/slack/slack-workspace.ts';

async function acme() {
  const workspace = await Workspace.open();
  const { directory } = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example') },
    at: new Date().toISOString(),
    yaml: `admin: { slack: { channel: ${workspace.channel} } }`,
  });
  const socketMode = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: workspace.apiUrl,
    LOG_LEVEL: 'info',
  };
  return { directory, socketMode };
}

const PLACES = ['Socket Mode', 'a terminal'];

test.each(PLACES)(
  'a supervisor is answered on the port it sets, although nobody calls a bot in %s',
  async (place) => {
    const { directory, socketMode } = await acme();
    const port = await freePort();
    const env = { ...(place === 'Socket Mode' ? socketMode : {}), PORT: String(port) };
    const service = start(directory, ['start', '--db', 'seatkeeper.db'], env);
    const asks = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null))?.status ?? 0;
    await eventually(async () => (await asks('/readyz')) === 200, 'readiness', 30);
    expect(await asks('/healthz')).toBe(200);
    expect(await asks('/slack/events')).toBe(404);
    service.child.kill('SIGTERM');
    expect((await service.ended).code).toBe(0);
  },
  60_000,
);

test('where nobody calls us and no port is set, none is opened', async () => {
  const { directory, socketMode } = await acme();
  const service = start(directory, ['start', '--db', 'seatkeeper.db'], socketMode);
  let log = '';
  service.child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  await eventually(() => /"source":"figma".*"synced"/.test(log), 'the first sync', 30);
  service.child.kill('SIGTERM');
  const { code, err } = await service.ended;
  expect(code).toBe(0);
  expect(err).not.toContain('listening');
}, 60_000);
