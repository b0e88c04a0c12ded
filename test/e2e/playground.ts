import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Locator, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { folder } from '../support/folder.ts';
import { freePort } from '../support/free-port.ts';
import { anotherUser, type PlaygroundUser } from './another-user.ts';

const ROOT = join(import.meta.dirname, '../..');
const PLAYGROUND = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ALEX: PlaygroundUser = {
  id: 'user-id-0',
  name: 'Alex Wilber',
  aadObjectId: '00000000-0000-0000-0000-000000000020',
  email: 'alexw@example.com',
};

interface PlaygroundOptions {
  /** The folder with seatkeeper.yaml, where the database is made. */
  readonly home: string;
  /** What seatkeeper.yaml asks of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Who sits in front of it, and who else is in the team. */
  readonly users?: readonly [PlaygroundUser, ...PlaygroundUser[]];
}

/** A company's service, and Microsoft's client of Teams beside it in a browser. */
export interface Playground {
  readonly page: Page;
  /** The company's database. */
  readonly database: string;
  /** Who presses and writes from now on. */
  become(user: PlaygroundUser): void;
  /** Opens a conversation by its name in the list. */
  open(conversation: string): Promise<void>;
  /** Opens the team's channel for the first time, which installs the bot there: from then on alerts come to it. */
  openChannel(): Promise<void>;
  /** Mentions the bot in the channel that is open. */
  mention(text: string): Promise<void>;
  /** The card with this text. */
  card(text: RegExp): Locator;
  /** Presses its buttons, one after the other; what a press opens is inside the card. */
  press(card: Locator, ...buttons: readonly string[]): Promise<void>;
  /** Photographs what is shown, where a folder for pictures is given. */
  picture(name: string): Promise<void>;
}

/** Starts both and waits for the bot's welcome to the first person; all of it ends with the test. */
export async function openPlayground({
  home,
  env = {},
  users = [ALEX],
}: PlaygroundOptions): Promise<Playground> {
  const [botPort, port] = [await freePort(), await freePort()];
  const database = join(home, 'e2e.db');
  const service = run(home, [
    [join(ROOT, 'dist/main.js'), 'start', '--config', join(home, 'seatkeeper.yaml'), '--db', database],
    { ...env, TEAMS_LOCAL: '1', PORT: String(botPort) },
  ]);
  const bot = await anotherUser(`http://127.0.0.1:${botPort}/api/messages`);
  const settings = folder({ '.m365agentsplayground.yml': JSON.stringify(playgroundOf(users)) });
  const playground = run(settings, [
    [PLAYGROUND, 'start', '-e', bot.endpoint, '-c', 'msteams', '-p', String(port), '--dt', 'true'],
    { TEAMSAPPTESTER_BROWSER: 'none' },
  ]);
  await answers(service, `http://127.0.0.1:${botPort}/readyz`);
  await answers(playground, `http://127.0.0.1:${port}/`);
  const page = await openPage();
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'domcontentloaded' });
  await page.getByText('Seatkeeper is here for').first().waitFor();
  const open = (conversation: string) => page.getByRole('treeitem', { name: conversation }).click();
  return {
    page,
    database,
    become: (user) => bot.become(user === users[0] ? null : user),
    open,
    async openChannel() {
      await open('General');
      await page.getByText('Alerts come to this channel').waitFor();
    },
    async mention(text) {
      await page.getByRole('textbox').first().click();
      await page.keyboard.type('@', { delay: 50 });
      await page.getByRole('menuitem').filter({ hasText: 'Test Bot' }).click();
      await page.keyboard.type(` ${text}`, { delay: 20 });
      await page
        .getByRole('button', { name: /^(Post|Send Message)$/ })
        .first()
        .click();
    },
    card: (text) => page.locator('.ac-adaptiveCard').filter({ hasText: text }).last(),
    async press(card, ...buttons) {
      for (const name of buttons) await card.getByRole('button', { name, exact: true }).last().click();
    },
    async picture(name) {
      const { PICTURES } = process.env;
      if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `playground-${name}.png`) });
    },
  };
}

async function openPage(): Promise<Page> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is not installed: apt-get install chromium');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(60_000);
  return page;
}

function run(
  cwd: string,
  [argv, env]: readonly [readonly string[], Readonly<Record<string, string>>],
): ChildProcess {
  const child = spawn(process.execPath, argv, {
    cwd,
    // Not the test runner's environment, which has a BASE_URL of its own.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`${url} ended with ${child.exitCode}`);
    if ((await fetch(url).catch(() => null))?.ok === true) return;
    await wait(100);
  }
  throw new Error(`${url} does not answer`);
}

/** The Playground's own settings: a team of the first one and five more, as many as it asks for, and the first one's chat with the bot. */
function playgroundOf([first, ...others]: readonly [PlaygroundUser, ...PlaygroundUser[]]) {
  return {
    version: '0.1.1',
    tenantId: '00000000-0000-0000-0000-000000000001',
    bot: { id: '00000000-0000-0000-0000-000000000011', name: 'Test Bot' },
    currentUser: member(first),
    users: [...others, ...COLLEAGUES].slice(0, COLLEAGUES.length).map(member),
    personalChat: { id: 'personal-chat-id' },
    groupChat: { id: 'group-chat-id', name: 'Group Chat' },
    team: {
      id: 'team-id',
      name: 'My Team',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: 'channel-announcements-id', name: 'Announcements' }],
    },
  };
}

const COLLEAGUES: readonly PlaygroundUser[] = Array.from({ length: 5 }, (_, at) => ({
  id: `colleague-${at}`,
  name: `Colleague ${at}`,
  aadObjectId: `00000000-0000-0000-0000-00000000010${at}`,
  email: `colleague${at}@example.com`,
}));

function member({ id, name, aadObjectId, email }: PlaygroundUser) {
  const [givenName = '', surname = ''] = name.split(' ');
  // The Playground writes it so.
  return { id, name, aadObjectId, email, userPrincipleName: email, givenName, surname };
}
