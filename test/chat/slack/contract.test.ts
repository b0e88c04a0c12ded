import { setTimeout as wait } from 'node:timers/promises';
import { createSlack } from '../../../src/chat/slack/slack.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import { createLog } from '../../../src/log.ts';
import { serveWeb } from '../../../src/web/server.ts';
import { eventually } from '../../support/eventually.ts';
import { elementOf, labelsOf, readable, SlackClient } from '../../support/slack/slack-client.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Workspace } from '../../support/slack/slack-workspace.ts';
import { botThat } from '../bot.ts';
import { forgetful } from '../memory.ts';
import { type Handle, platformContract, type Seat } from '../platform-contract.ts';

platformContract('Slack over HTTP', (handle) => sit('http', handle));
platformContract('Slack over a socket', (handle) => sit('socket', handle));

async function sit(mode: 'http' | 'socket', handle: Handle): Promise<Seat> {
  const workspace = await Workspace.open(['kim']);
  const log = createLog({ level: 'silent', secrets: [] });
  const platform = createSlack({
    access: {
      botToken: BOT_TOKEN,
      apiUrl: workspace.apiUrl,
      ...(mode === 'http' ? { mode, signingSecret: SIGNING_SECRET } : { mode, appToken: APP_TOKEN }),
    },
    admin: { channel: workspace.channel, users: [], channelMembersMayChange: true },
    organisation: 'Acme',
    apps: [{ id: 'figma', name: 'Figma' }],
    memory: forgetful(),
    log,
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms) => wait(ms),
    fetch: createPromptFetch(),
    gapMs: 0,
  });
  let busy = 0;
  let heard = 0;
  let said = false;
  await platform.start(
    botThat(async (incoming) => {
      busy++;
      heard++;
      said = true;
      try {
        const answer = await handle(incoming);
        said = answer !== null;
        return answer;
      } finally {
        busy--;
      }
    }),
  );
  const server =
    platform.routes === undefined || platform.routes.length === 0
      ? null
      : await serveWeb({ port: 0, host: '127.0.0.1', routes: platform.routes, onError: () => {} });
  const kim = new SlackClient(
    workspace,
    server === null ? 'socket' : { url: `http://127.0.0.1:${server.port}/slack/events` },
    'kim',
  );

  /** Waits until an answer has been shown, or until it is clear that there is none. */
  async function answered(before: number): Promise<void> {
    await eventually(() => heard > 0 && busy === 0, 'an answer');
    if (said) await eventually(() => shown() > before, 'an answer');
  }
  const shown = () =>
    workspace.whispers.length + workspace.calls.filter(({ method }) => method.startsWith('views.')).length;

  return {
    platform,
    seen: () =>
      [...workspace.calls.map(({ args }) => args), ...workspace.whispers]
        .filter((said) => 'blocks' in said || 'view' in said)
        .map((said) => readable('view' in said ? said.view : said))
        .join('\n'),
    async type(command) {
      heard = 0;
      const before = shown();
      await kim.command(command);
      await answered(before);
    },
    async press(label, confirm) {
      const messages = await workspace.messages();
      const message = messages.findLast(({ blocks }) => labelsOf(blocks).includes(label));
      if (message === undefined) throw new Error(`no message has a button ${label}`);
      const element = elementOf(message.blocks, label) as { confirm?: unknown };
      // Slack asks for confirmation itself and sends nothing to the app when the answer is no.
      if (confirm !== undefined && element.confirm === undefined) throw new Error(`${label} asks nothing`);
      if (confirm === 'no') return;
      heard = 0;
      const before = shown();
      await kim.click(message, label);
      await answered(before);
    },
    async leave() {
      await server?.close();
      await platform.stop();
    },
  };
}
