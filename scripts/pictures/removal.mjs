// Draws docs/pictures/slack-removal.png: the plan of a removal, and its card, in the demo company with one more app that a SCIM server of
// its own answers for. `npm run pictures` builds and runs it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { planCard } from '../../dist/chat/say/removal/card.js';
import { renderMessage } from '../../dist/chat/slack/blocks/render.js';
import { answer } from '../../dist/commands/answer.js';
import { act } from '../../dist/flows/decide/act.js';
import { lookAtPlan } from '../../dist/flows/removal/look-at-plan.js';
import { openExecutor } from '../../dist/flows/removing/executor.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { latestPlans } from '../../dist/store/removal/plans.js';
import { copyDemo, inFolder, openDemo, writtenBefore } from './demo.mjs';
import { drawMessage, STYLE } from './slack-blocks.mjs';

const TARGET = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const NOW = new Date('2026-11-21T08:17:00Z');
const KIM = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true, email: 'kim@acme.example' };
const NAMES = ['jo.brandt', 'sam.whitaker', 'ada.keller', 'ben.okafor', 'chloe.martin', 'eva.lindqvist'];

const users = new Map(
  NAMES.map((name, at) => [
    String(2001 + at),
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: String(2001 + at),
      userName: `${name}@acme.example`,
      emails: [{ value: `${name}@acme.example`, primary: true }],
      active: true,
    },
  ]),
);
const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const say = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(body));
    const user = users.get(pathname.split('/').at(-1));
    if (request.method === 'PATCH' && user !== undefined) user.active = false;
    if (user !== undefined) return say(200, user);
    if (!pathname.endsWith('/Users')) return say(404, { status: '404' });
    const start = Number(searchParams.get('startIndex') ?? 1);
    const Resources = [...users.values()].slice(start - 1);
    say(200, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: users.size,
      startIndex: start,
      itemsPerPage: Resources.length,
      Resources,
    });
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

await inFolder(async (folder) => {
  const config = copyDemo(folder);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const miro = `  - id: miro
    connector: scim
    name: Miro
    owner: chloe.martin@acme.example
    price: { unit: 16, currency: USD, term: monthly }
    settings: { baseUrl: "${origin}/scim", token: "\${READ}", removal: { token: "\${WRITE}" } }

removal: { dryRun: off }

matching:`;
  const demo = readFileSync(config, 'utf8');
  writeFileSync(config, demo.replace(/^matching:/m, miro).replace('allow: []', `allow: ["${origin}"]`));
  writtenBefore(folder, NOW);
  const context = openDemo(folder, {
    platform: 'slack',
    now: () => NOW,
    config,
    env: { READ: 'read', WRITE: 'write' },
  });
  await syncAll(context, null);
  const ask = async (text) => (await answer(context, KIM, text, () => syncAll(context, null))).message;
  const plan = await ask('remove miro jo.brandt@acme.example');
  const [confirm] = plan.buttons;
  await act(context, KIM, confirm.action);
  const executor = openExecutor(
    { ...context, mayChange: async () => true },
    { readAgain: () => syncAll(context, null), isStopped: () => false },
  );
  await executor.run();
  executor.close();
  const card = planCard(lookAtPlan(context, latestPlans(context.store, 1)[0]));
  const person = await ask('remove person sam.whitaker@acme.example');
  await photograph([
    [plan, '09:17'],
    [card, '09:18'],
    [person, '09:20'],
  ]);
  context.store.close();
});
server.close();

async function photograph(messages) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 760, height: 400 }, deviceScaleFactor: 1 });
    const html = messages.map(([message, at]) => drawMessage(renderMessage(message), at)).join('');
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${html}`);
    await page
      .locator('body')
      .screenshot({ path: join(TARGET, 'slack-removal.png'), animations: 'disabled' });
  } finally {
    await browser.close();
  }
}
