// Draws the demo company as it looks in Microsoft's Agents Playground, at full width and at the width of a phone. Writes the pictures that
// documents show into docs/pictures or, given a folder as argument, all pictures into that folder. `npm run pictures` builds and runs it.
// It needs Chromium at /usr/bin/chromium or at the path in CHROMIUM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertMessage } from '../../dist/chat/say/alerts/alert.js';
import { welcome } from '../../dist/chat/say/chats/welcome.js';
import { renderForm } from '../../dist/chat/teams/card/form-card.js';
import { renderMessage } from '../../dist/chat/teams/card/render.js';
import { lookAtAlert } from '../../dist/flows/alerts/look-at-alert.js';
import { listApps } from '../../dist/flows/context.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { createBot } from '../../dist/service/bot.js';
import { inBrowser, take } from './browser.mjs';
import { copyDemo, inFolder, openDemo, QUIET, writtenBefore } from './demo.mjs';
import { removalScenes } from './removal-scenes.mjs';
import { vendorScenes } from './vendor-scenes.mjs';

const PORT = 56150;
/** A card of a message; what a button opens is a card inside one. */
const CARD = '.ac-adaptiveCard:not(.ac-adaptiveCard *)';
const PHONE = 360;
const DESK = 820;

/** The pictures that documents show. */
const SHOWN = [
  'teams-alert.png',
  'teams-alert-phone.png',
  'teams-removal-plan.png',
  'teams-removal-approval.png',
  'teams-vendors-status.png',
  'teams-vendors-subscriptions.png',
  'teams-vendors-health.png',
];
const TARGET = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));

await inFolder(async (folder) => {
  const company = await cards(folder);
  await inFolder(async (other) => {
    const removed = await removals(other);
    await inFolder(async (third) => await draw([...company, ...removed, ...(await vendors(third))]));
  });
});

async function removals(folder) {
  const { scenes } = await removalScenes(folder, 'teams');
  return scenes.map(({ name, message, opens }) => [`removal-${name}`, renderMessage(message).card, opens]);
}

async function vendors(folder) {
  const scenes = await vendorScenes(folder, 'teams');
  return scenes.map(({ name, message }) => [
    `vendors-${name}`,
    renderMessage(message, { command: name }).card,
  ]);
}

async function cards(home) {
  const acme = fileURLToPath(new URL('../../examples/acme', import.meta.url));
  const config = copyDemo(home);
  let now = new Date();
  const context = openDemo(home, {
    platform: 'terminal',
    now: () => now,
    config,
  });
  // The digest's chart needs a past, in which the people who left still work until their last day.
  for (let week = 0; week < 12; week++) {
    now = new Date(Date.UTC(2026, 3, 20 + week * 7, 8));
    writeFileSync(join(home, 'acme', 'roster.csv'), rosterOf(acme, now));
    writtenBefore(home, now);
    await syncAll(context, null);
  }
  const bot = createBot(context, () => syncAll(context, null), {
    fileSender: () => null,
    changed: () => {},
  });
  const by = { on: 'teams', id: 'teams:demo', name: 'Alex Wilber', mayChange: true };
  const said = async (text) =>
    renderMessage(await bot.handle({ type: 'command', by, text }), { command: text }).card;
  const [app] = listApps(context);
  const alert = alertMessage(lookAtAlert(context, app, { phase: 'open', handled: [], ...QUIET }));
  const buttons = alert.body.flatMap((part) => (part.type === 'row' ? part.buttons : []));
  const form = (type) => buttons.find((button) => 'form' in button && button.form.type === type)?.form;
  const hello = {
    organisation: context.config.organisation,
    bot: 'Seatkeeper',
    kind: 'channel',
    alertsHere: true,
  };
  const drawn = [
    ['alert', renderMessage(alert).card],
    ['status', await said('status')],
    ['form', renderForm(await bot.openForm(by, form('known')))],
    ['access', await said('access figma')],
    ['clearing', await said('clearing')],
    ['digest', await said('digest')],
    ['welcome', renderMessage(welcome({ ...hello, apps: context.config.apps.length })).card],
  ];
  context.store.close();
  return drawn;
}

function rosterOf(acme, now) {
  const today = now.toISOString().slice(0, 10);
  return readFileSync(join(acme, 'roster.csv'), 'utf8').replace(
    /offboarded(,.*,)(\d{4}-\d{2}-\d{2})$/gm,
    (row, between, end) => (end < today ? row : `active${between}`),
  );
}

async function draw(drawn) {
  const bot = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const activity = parts.length > 0 ? JSON.parse(Buffer.concat(parts)) : {};
      if (activity.type === 'installationUpdate') bot.emit('installed', activity);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await once(bot.listen(0, '127.0.0.1'), 'listening');
  const playground = await startPlayground(`http://127.0.0.1:${bot.address().port}/api/messages`);
  try {
    await inBrowser({ viewport: { width: 2400, height: 2400 }, deviceScaleFactor: 1.25 }, async (page) => {
      // The Playground is slow to load where other programs are at work.
      page.setDefaultTimeout(120_000);
      const installed = once(bot, 'installed');
      await page.goto(`http://127.0.0.1:${PORT}/`, { waitUntil: 'domcontentloaded' });
      const [{ conversation }] = await installed;
      await page.waitForTimeout(2000);
      for (const [name, card, opens] of drawn)
        for (const [suffix, width] of [
          ['', DESK],
          ['-phone', PHONE],
        ])
          await picture(page, conversation.id, seenAt(width, card), {
            name: `teams-${name}${suffix}.png`,
            width,
            opens,
          });
    });
  } finally {
    playground.kill();
    bot.close();
  }
}

/** The parts of a card that Teams shows at this width; the Playground treats every width as wide. */
function seenAt(width, card) {
  const shown = width === PHONE ? /^atMost/ : /^(wide|atLeast)/;
  const body = card.body.filter(({ targetWidth }) => targetWidth === undefined || shown.test(targetWidth));
  return { ...card, body: body.map(({ targetWidth: _, ...element }) => element) };
}

async function startPlayground(endpoint) {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
    'cli.js',
  );
  const args = [cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(PORT), '--dt', 'true'];
  const started = spawn(process.execPath, args, {
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 60; tries++) {
    const there = await fetch(`http://127.0.0.1:${PORT}/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) return started;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the Playground did not start');
}

/** `opens`: the button that is pressed first, so that the picture shows what it asks. */
async function picture(page, conversation, card, { name, width, opens }) {
  if (process.argv[2] === undefined && !SHOWN.includes(name)) return;
  // A card is laid out for its width at the moment it is drawn.
  await page.addStyleTag({
    // Teams' own font is narrower than the usual one of this machine, and words would break that do not break there.
    content: `.ac-preview-panel, .ac-preview-panel * { font-family: 'Segoe UI', 'DejaVu Sans Condensed', sans-serif !important; }
      .ac-preview-panel { width: ${width}px !important; }
      .fai-OutputCard, .fai-OutputCard div:has(.ac-preview-panel) { width: max-content !important; }
      div:has(.ac-preview-panel) { max-width: none !important; overflow: visible !important; }`,
  });
  const before = await page.locator(CARD).count();
  const response = await fetch(
    `http://127.0.0.1:${PORT}/_connector/v3/conversations/${conversation}/activities`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
      }),
    },
  );
  if (!response.ok) throw new Error(`${name}: the Playground answered ${response.status}`);
  await page.waitForFunction(
    ([card, count]) => document.querySelectorAll(card).length > count,
    [CARD, before],
  );
  const shown = page.locator(CARD).last();
  await page.waitForTimeout(1500);
  if (opens !== undefined) await shown.getByRole('button', { name: opens, exact: true }).last().click();
  await page.waitForTimeout(500);
  await take(shown, join(TARGET, name));
}
