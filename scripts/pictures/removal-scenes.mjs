/** The messages of a removal from alert to evidence, in the demo company with one more app, which a server of its own answers for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertMessage } from '../../dist/chat/say/alerts/alert.js';
import { answer } from '../../dist/commands/answer.js';
import { lookAtAlert } from '../../dist/flows/alerts/look-at-alert.js';
import { askPeople } from '../../dist/flows/asking/ask-people.js';
import { listApps } from '../../dist/flows/context.js';
import { act } from '../../dist/flows/decide/act.js';
import { deliver } from '../../dist/flows/outbox/deliver.js';
import { openExecutor } from '../../dist/flows/removing/executor.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { startSlack, TOKENS } from '../../examples/removal/slack-server.mjs';
import { copyDemo, openDemo, QUIET, writtenBefore } from './demo.mjs';

/** Shortly after everything was read. */
const START = Date.parse('2026-11-20T08:17:00Z');

/**
 * Each with its name, the message, when it was sent, and where it asks once more the button that does.
 * `evidence`: the page for an auditor, as HTML.
 */
export async function removalScenes(folder, platform) {
  const server = await startSlack();
  let now = START;
  const context = openDemo(folder, {
    platform,
    now: () => new Date(now),
    config: configured(folder, server.origin),
    env: TOKENS,
  });
  const somebody = (name, address) => ({
    on: platform,
    id: `${platform}:${name}`,
    name,
    mayChange: true,
    emails: [address],
  });
  const kim = somebody('Kim Novak', 'kim.novak@acme.example');
  const eva = somebody('Eva Lindqvist', 'eva.lindqvist@acme.example');
  const chat = chatOf(platform);
  const scenes = [];
  const scene = (name, message, opens) => {
    const at = new Date(now).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
    scenes.push({ name, message, at, opens });
  };
  const after = (minutes) => {
    now += minutes * 60_000;
  };
  const send = () => deliver(context, chat);
  const ask = async (text) => (await answer(context, kim, text, () => syncAll(context, null))).message;
  const press = async (by, message, label) => {
    const rows = message.body.flatMap((part) => (part.type === 'row' ? part.buttons : []));
    const button = [...message.buttons, ...rows].find((one) => one.label === label);
    if (button === undefined) throw new Error(`"${message.summary}" has no ${label}`);
    const outcome = await act(context, by, button.action);
    if (!outcome.done) throw new Error(outcome.text);
    await send();
  };
  const run = async () => {
    const executor = openExecutor(
      { ...context, mayChange: async () => true },
      { readAgain: () => syncAll(context, null), isStopped: () => false },
    );
    await executor.run();
    executor.close();
    await send();
  };
  try {
    await syncAll(context, null);
    await send();
    const slack = listApps(context).find(({ config }) => config.id === 'slack');
    const alert = alertMessage(lookAtAlert(context, slack, { phase: 'open', handled: [], ...QUIET }));
    scene('alert', alert);
    scene('person', await ask('remove person sam.whitaker@acme.example'));

    after(1);
    const plan = await ask('remove slack jo.brandt@acme.example');
    scene('plan', plan, 'Remove it…');
    await press(kim, plan, 'Remove it…');
    scene('running', chat.last(/jo\.brandt.* under way/));
    await run();
    scene('done', chat.last(/^Removed: /), 'Undo');

    after(2);
    const bulk = await ask('remove app slack status:inactive');
    scene('bulk', bulk, bulk.buttons[0].label);
    await press(kim, bulk, bulk.buttons[0].label);
    const waiting = chat.last(/waits for a second person/);
    scene('approval', waiting, 'Approve…');
    after(3);
    await press(eva, waiting, 'Approve…');
    await run();
    scene('approved', chat.last(/^Removed: 2 accounts/));

    after(2);
    const byHand = await ask('remove figma jo.brandt@acme.example');
    scene('by-hand', byHand, 'Open a task…');
    await press(kim, byHand, 'Open a task…');
    scene('task', chat.last(/Figma waits to be done/));

    after(9);
    await askPeople(context, [chat], { choose: true, isStopped: () => false });
    await send();
    const question = chat.last(/^Do you still need/);
    scene('question', question, 'Release it');
    after(4);
    await press({ ...kim, id: chat.asked(), name: 'them', mayChange: false }, question, 'Release it');
    scene('request', chat.last(/ releases /));
    const evidence = join(folder, 'evidence.html');
    // In a shell, where a file is named.
    const shell = { ...kim, on: 'terminal', id: 'terminal:kim' };
    const { ok, message } = await answer(context, shell, `export evidence out:${evidence}`, () =>
      syncAll(context, null),
    );
    if (!ok) throw new Error(message.summary);
    return { scenes, evidence: readFileSync(evidence, 'utf8') };
  } finally {
    context.store.close();
    server.close();
  }
}

/** The demo company, with an app that may be changed, and people who are asked about Figma. */
function configured(folder, origin) {
  const file = copyDemo(folder);
  const more = `  - id: slack
    connector: slack-scim
    owner: kim.novak@acme.example
    price: { unit: 15, currency: USD, term: monthly }
    settings: { base: "${origin}/scim/v2", token: "\${DEMO_READ_TOKEN}", removal: { token: "\${DEMO_WRITE_TOKEN}" } }

removal: { dryRun: off }
ask: { apps: [figma], perDay: 1 }

matching:`;
  const demo = readFileSync(file, 'utf8')
    .replace(/^matching:/m, more)
    .replace('allow: []', `allow: ["${origin}"]`)
    .replace(/(id: figma\n +connector: csv\n)/, '$1    adminUrl: https://www.figma.com/files/members\n');
  writeFileSync(file, demo);
  writtenBefore(folder, new Date(START));
  return file;
}

/** A chat that keeps what it was sent, as it is shown now, and has everybody at their address. */
function chatOf(id) {
  const shown = new Map();
  let asked = null;
  const post = async (message) => {
    const ts = String(shown.size + 1);
    shown.set(ts, message);
    return { outcome: 'sent', ref: { channel: 'C1', ts } };
  };
  const update = async (ref, message) => {
    shown.set(ref.ts, message);
    return { outcome: 'sent', ref };
  };
  return {
    id,
    editsInPlace: true,
    start: async () => {},
    stop: async () => {},
    find: async () => 'absent',
    post,
    update,
    personal: {
      find: async ([address]) => ({ kind: 'found', user: `${id}:${address}`, timezone: null }),
      post: (user, message) => {
        asked = user;
        return post(message);
      },
      update: (_, ref, message) => update(ref, message),
    },
    asked: () => asked,
    last(text) {
      const found = [...shown.values()].findLast(({ summary }) => text.test(summary));
      if (found === undefined)
        throw new Error(
          `nothing says ${text}: ${[...shown.values()].map(({ summary }) => summary).join(' | ')}`,
        );
      return found;
    },
  };
}
