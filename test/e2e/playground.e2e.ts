import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const DOCS = join(ROOT, 'docs');
const PLAYGROUND = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const BOT_PORT = 3978;
const PLAYGROUND_PORT = 56_170;

const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-e2e-'));
const started: ChildProcess[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  cpSync(join(ROOT, 'examples/acme'), folder, { recursive: true });
  run(
    ['dist/main.js', 'start', '--config', join(folder, 'seatkeeper.yaml'), '--db', join(folder, 'e2e.db')],
    {
      TEAMS_LOCAL: '1',
      PORT: String(BOT_PORT),
    },
  );
  run(
    [
      ...[PLAYGROUND, 'start', '-e', `http://127.0.0.1:${BOT_PORT}/api/messages`],
      ...['-c', 'msteams', '-p', String(PLAYGROUND_PORT), '--dt', 'true'],
    ],
    { TEAMSAPPTESTER_BROWSER: 'none' },
  );
  await answers(`http://127.0.0.1:${BOT_PORT}/readyz`);
  await answers(`http://127.0.0.1:${PLAYGROUND_PORT}/`);
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is not installed: apt-get install chromium');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser?.close();
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(argv: readonly string[], env: Readonly<Record<string, string>>): void {
  const child = spawn(process.execPath, argv, {
    cwd: ROOT,
    // Not the test runner's environment, which has a BASE_URL of its own.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  started.push(child);
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await fetch(url).catch(() => null))?.ok === true) return;
    await wait(100);
  }
  throw new Error(`${url} does not answer`);
}

/** Mentions the bot in the channel that is open. */
async function mention(text: string): Promise<void> {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type('@', { delay: 50 });
  await page.getByRole('menuitem').filter({ hasText: 'Test Bot' }).click();
  await page.keyboard.type(` ${text}`, { delay: 20 });
  await page
    .getByRole('button', { name: /^(Post|Send Message)$/ })
    .first()
    .click();
}

/** Picks from a menu, however the Playground draws it. */
async function chooseReason(): Promise<void> {
  const menu = page.locator('select').first();
  if ((await menu.count()) > 0) {
    await menu.selectOption('group alias');
    return;
  }
  await page.getByRole('combobox').first().click();
  await page.getByRole('option').first().click();
}

const picture = (name: string) => page.screenshot({ path: join(DOCS, `playground-${name}.png`) });

test('the Teams story in the Agents Playground', async () => {
  await page.goto(`http://127.0.0.1:${PLAYGROUND_PORT}/`);
  await page.getByText('Seatkeeper is here for Acme').first().waitFor();
  // Opening a channel of the team installs the bot there: from here on alerts come to it.
  await page.getByRole('treeitem', { name: 'My Team - General' }).click();
  await page.getByText('Alerts come to this channel').waitFor();

  await mention('status');
  await page
    .getByText(/^Acme: 5 apps, 130 accounts/)
    .first()
    .waitFor();
  await picture('status');

  // A new unknown account: the alert is posted without being asked for.
  appendFileSync(
    join(folder, 'github.csv'),
    'gh-901,print-room,Print Room,active,person,member,GitHub Enterprise,2026-11-20,none,true,true\n',
  );
  await mention('sync');
  // News comes first, by name.
  const row = page.getByText(/unknown · new: Print Room/).first();
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
  await picture('alert');

  // A press on the row shows its buttons. Mark as known: fill the form, and see the card change.
  await row.click();
  await row.locator('xpath=following::button[contains(., "Mark as known…")][1]').click();
  await page.getByRole('button', { name: 'Mark as known', exact: true }).waitFor();
  await chooseReason();
  await picture('form');
  await page.getByRole('button', { name: 'Mark as known', exact: true }).click();
  await page
    .getByText(/print-room.* marked as known by/)
    .first()
    .waitFor();
  await picture('known');

  // A chart needs more than one week of counts, so the counts of today are copied to the weeks before.
  const store = new Database(join(folder, 'e2e.db'));
  const { changes } = store
    .prepare(
      "INSERT OR IGNORE INTO daily (day, app, open, seats) SELECT date(day, '-' || weeks.value || ' days'), app, open + weeks.value / 7, seats + weeks.value / 14 FROM daily, json_each('[7, 14, 21, 28]') AS weeks",
    )
    .run();
  store.close();
  expect(changes).toBeGreaterThan(0);
  await mention('digest');
  await page
    .getByText(/^Week \d+/)
    .first()
    .waitFor();
  // The chart is drawn a moment after the words. A client that cannot draw charts shows figures: `seats at stake: …`.
  const legend = page.getByRole('option').filter({ hasText: 'seats at stake' }).last();
  await legend.waitFor();
  const chart = page.locator('.ac-adaptiveCard').filter({ has: legend }).locator('svg path');
  await chart.first().waitFor({ state: 'attached' });
  await wait(1500);
  await legend.scrollIntoViewIfNeeded();
  await picture('digest');
  expect(await chart.count()).toBeGreaterThanOrEqual(2);
  expect(await page.locator('body').innerText()).not.toContain('seats at stake: ');
  expect(await page.getByText(/marked as known by/).count()).toBeGreaterThan(0);
});
