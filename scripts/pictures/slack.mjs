import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertMessage } from '../../dist/chat/say/alerts/alert.js';
import { homePage } from '../../dist/chat/say/overview/home.js';
import { renderHome } from '../../dist/chat/slack/blocks/app-home-view.js';
import { renderForm } from '../../dist/chat/slack/blocks/modal.js';
import { renderMessage } from '../../dist/chat/slack/blocks/render.js';
import { renderReview, reviewFilters } from '../../dist/chat/slack/blocks/review-modal.js';
import { answer } from '../../dist/commands/answer.js';
import { lookAtAlert } from '../../dist/flows/alerts/look-at-alert.js';
import { listApps } from '../../dist/flows/context.js';
import { act } from '../../dist/flows/decide/act.js';
import { openForm } from '../../dist/flows/forms/open-form.js';
import { deliver } from '../../dist/flows/outbox/deliver.js';
import { lookAtHome } from '../../dist/flows/overview/look-at-home.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { drawSlack, inBrowser } from './browser.mjs';
import { copyDemo, inFolder, openDemo, QUIET, writtenBefore } from './demo.mjs';
import { drawHome, drawMessage, drawModal } from './slack-blocks.mjs';

const TODAY = Date.parse('2026-11-21T08:17:00Z');
const WEEK = 7 * 86_400_000;
const KIM = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true };
/** Owns the app on top of her home page. */
const CHLOE = { ...KIM, name: 'chloe', email: 'chloe.martin@acme.example' };
/** Kim's decisions in the weeks before, so that the digest has a history. */
const PAST = {
  6: [['zoom', 'zm-17', 'meeting room']],
  5: [['microsoft-365', 'ms-2108', 'group alias']],
  3: [['notion', 'nt-10', 'service account']],
  1: [['figma', 'fig-1013', 'contractor']],
  0: [['figma', 'fig-1022', 'contractor']],
};

/** The pictures that documents show. */
const SHOWN = ['alert', 'alert-phone', 'digest', 'form'];
const PHONE = 380;
const TARGET = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));

await inFolder(async (folder) => {
  const { context, said } = await eightWeeks(folder);
  const alert = alertOf(context, said.get('Figma'));
  const [row] = alert.body.filter(({ type, mark }) => type === 'row' && mark === 'unknown');
  const form = row.buttons.find((button) => button.form?.type === 'known').form;
  const ask = async (text) => (await answer(context, KIM, text, () => syncAll(context, null))).message;
  const apps = listApps(context).map(({ config }) => config);
  await photograph({
    alert: drawMessage(renderMessage(alert), '09:17'),
    'alert-phone': drawMessage(renderMessage(alert), '09:17', PHONE),
    access: drawMessage(renderMessage(await ask('access figma')), '09:18'),
    'access-phone': drawMessage(renderMessage(await ask('access figma')), '09:18', PHONE),
    clearing: drawMessage(renderMessage(await ask('clearing')), '09:19'),
    'clearing-phone': drawMessage(renderMessage(await ask('clearing')), '09:19', PHONE),
    'clearing-list': drawModal(
      renderReview(await ask('clearing figma'), {
        command: 'clearing figma',
        filters: reviewFilters('figma', apps),
      }),
    ),
    form: drawModal(renderForm(openForm(context, form), {})),
    review: drawModal(
      renderReview(await ask('app figma'), { command: 'app figma', filters: reviewFilters('figma', apps) }),
    ),
    home: drawHome(renderHome(homePage(lookAtHome(context, CHLOE)))),
    status: drawMessage(renderMessage(await ask('status')), '09:20'),
    digest: drawMessage(renderMessage(await ask('digest')), '09:00'),
    'digest-phone': drawMessage(renderMessage(await ask('digest')), '09:00', PHONE),
  });
  context.store.close();
});

/** The demo company after eight weeks, and the last message about each app. */
async function eightWeeks(folder) {
  let now = TODAY;
  const config = copyDemo(folder);
  const context = openDemo(folder, { platform: 'slack', now: () => new Date(now), config });
  const said = new Map();
  const slack = collector(said, apps(context.config));
  for (let weeks = 8; weeks >= 0; weeks--) {
    now = TODAY - weeks * WEEK;
    writtenBefore(folder, new Date(now));
    await syncAll(context, null);
    await deliver(context, slack);
    for (const [app, account, reason] of PAST[weeks] ?? [])
      await act(context, KIM, { type: 'known', app, account, reason, until: null });
    await deliver(context, slack);
  }
  return { context, said };
}

/** The alert as it looks after the first days: the same findings, without the welcome of the first sync. */
function alertOf(context, last) {
  const figma = listApps(context).find(({ config }) => config.id === 'figma');
  const handled = last.body.filter(({ mark }) => mark === 'done').map(({ spans }) => ({ text: spans[0] }));
  return alertMessage(lookAtAlert(context, figma, { phase: 'open', handled, ...QUIET }));
}

function apps(config) {
  return config.apps.map(({ name }) => name);
}

/** A platform that remembers the last message about each app. */
function collector(said, names) {
  const keep = async (message) => {
    const name = names.find((one) => message.title.startsWith(one));
    if (name !== undefined) said.set(name, message);
    return { outcome: 'sent', ref: { ts: '1' } };
  };
  return {
    id: 'slack',
    start: async () => {},
    stop: async () => {},
    find: async () => 'absent',
    post: keep,
    update: (_ref, message) => keep(message),
  };
}

function photograph(pictures) {
  return inBrowser({ viewport: { width: 760, height: 400 }, deviceScaleFactor: 1.1 }, async (page) => {
    for (const [name, html] of Object.entries(pictures))
      if (process.argv[2] !== undefined || SHOWN.includes(name))
        await drawSlack(page, html, join(TARGET, `slack-${name}.png`));
  });
}
