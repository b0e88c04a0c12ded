import { setTimeout as wait } from 'node:timers/promises';
import { createTeams } from '../../../src/chat/teams/teams.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import { createLog } from '../../../src/log.ts';
import { serveWeb } from '../../../src/web/server.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/teams/live-card.ts';
import { actionsOf, KIM, TeamsClient } from '../../support/teams/teams-client.ts';
import { cardOf, TeamsConnector } from '../../support/teams/teams-connector.ts';
import { botThat } from '../bot.ts';
import { type Handle, platformContract, type Seat } from '../platform-contract.ts';
import { teamsMemory } from './memory.ts';

platformContract('Teams', sit);

async function sit(handle: Handle): Promise<Seat> {
  const connector = await TeamsConnector.open();
  const answers: unknown[] = [];
  const platform = createTeams({
    fetch: createPromptFetch(),
    access: { mode: 'local', appId: null },
    users: [KIM],
    organisation: 'Acme',
    apps: 1,
    memory: teamsMemory(),
    log: createLog({ level: 'silent', secrets: [] }),
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms) => wait(ms),
    random: () => 0.5,
    gapMs: 0,
  });
  await platform.start(botThat(handle));
  const server = await serveWeb({
    port: 0,
    host: '127.0.0.1',
    routes: platform.routes ?? [],
    onError: () => {},
  });
  const kim = new TeamsClient(connector, `http://127.0.0.1:${server.port}/api/messages`);
  await kim.send(kim.activity('installed-in-a-team'));
  await eventually(() => connector.said.length === 1, 'the welcome');

  return {
    platform,
    seen: () => [...connector.said.map(cardOf), ...answers].map(readText).join('\n'),
    async type(command) {
      const before = connector.said.length;
      await kim.mention(command.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
      await eventually(() => connector.said.length > before, 'an answer');
    },
    async press(label, confirm) {
      const has = (title: string) => (said: (typeof connector.said)[number]) =>
        actionsOf(cardOf(said)).some((action) => action.title === title);
      const said = connector.said.findLast(has(label));
      if (said === undefined) throw new Error(`no message has a button ${label}`);
      const asks = actionsOf(cardOf(said)).find(({ title, card }) => title === label && card !== undefined);
      if (confirm !== undefined && asks === undefined) throw new Error(`${label} asks nothing`);
      // The second step opens inside the card; without it nothing is sent.
      if (confirm === 'no') return;
      const { status, body } = await kim.press(said, label);
      if (status !== 200) throw new Error(`answered ${status}`);
      answers.push(body?.value);
    },
    async leave() {
      await server.close();
      await platform.stop();
      await connector.close();
    },
  };
}
