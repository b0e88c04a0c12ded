import { copyFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accounts, type Company, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';
import { idleSeats } from '../support/idle-seats.ts';
import { restored } from '../support/restored.ts';
import { type SlackOffice, slackOffice } from '../support/slack/slack-office.ts';
import { Workspace } from '../support/slack/slack-workspace.ts';
import { CHANNEL } from '../support/teams/teams-client.ts';
import { TeamsConnector } from '../support/teams/teams-connector.ts';
import { teamsOffice } from '../support/teams/teams-office.ts';

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const SEATS = ['f1,ada@acme.example', 'f2,eve@else.example', 'f3,mal@else.example'];
const HOUR_MS = 3_600_000;

/** One whose clock is the real one, as that of the chats is. */
const acme = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts(...SEATS) },
    at: new Date().toISOString(),
    yaml: `${NEVER}\nalerts: { repostAfterHours: 1 }`,
  });

const later = (company: Company, ms: number) =>
  company.at(new Date(company.now().getTime() + ms).toISOString());

/** Everything that the channel was ever sent as a new message. */
const posts = ({ workspace }: SlackOffice) =>
  workspace.made('chat.postMessage').map(({ args }) => String(args.text));

/** What happens after the backup: a decision, and a seat that the alert posts as new because the last one has scrolled away. */
async function goesOn(
  company: Company,
  office: { ask: SlackOffice['ask']; sync(): Promise<void>; settled(): Promise<void> },
) {
  later(company, 2 * HOUR_MS);
  await office.ask('known figma f2 contractor');
  company.write('figma.csv', accounts(...SEATS, 'f4,new@else.example'));
  await office.sync();
  await office.settled();
}

test('Slack, restored in place: what was posted since is found again, lost decisions are named, nothing is said twice', async () => {
  const workspace = await Workspace.open();
  const here = acme();
  const first = await slackOffice(here, workspace);
  await first.settled();
  const backup = `${folder()}/backup.db`;
  await first.ask(`backup ${backup}`);
  await goesOn(here, first);
  expect(posts(first).filter((text) => text.includes('new@else.example'))).toHaveLength(1);
  await first.stop();

  later(here, 2 * HOUR_MS);
  const { code, text } = await restored(here, [backup, '--yes']);
  expect(code).toBe(0);
  expect(text).toContain('terminal:kim known figma/f2');
  const before = posts(first).length;
  const second = await slackOffice(here, workspace);
  await second.settled();
  expect(posts(second).slice(before)).toEqual([
    expect.stringContaining('My database was restored to its state of'),
  ]);
  const said = await workspace.messages();
  expect(JSON.stringify(said.at(-1))).toContain('known figma/f2');
  // The alert that was posted since shows what the restored database knows, and then what the next read found, all in place.
  expect(said.at(-2)?.text).toContain('Figma');
  expect(JSON.stringify(said.at(-2))).toContain('new@else.example');
  expect(posts(second).filter((each) => each.includes('new@else.example'))).toHaveLength(1);
  // From then on news are news.
  later(here, 2 * HOUR_MS);
  here.write('figma.csv', accounts(...SEATS, 'f4,new@else.example', 'f5,newer@else.example'));
  await second.sync();
  await second.settled();
  expect(posts(second).at(-1)).toContain('newer@else.example');
}, 120_000);

test('Slack, and nothing is left of the old database: what may repeat says so, and a message from then is marked when it is clicked', async () => {
  const workspace = await Workspace.open();
  const here = acme();
  const first = await slackOffice(here, workspace);
  await first.settled();
  const backup = `${folder()}/backup.db`;
  await first.ask(`backup ${backup}`);
  await goesOn(here, first);
  const stray = (await workspace.messages()).at(-1);
  if (stray === undefined) throw new Error('there is no message');
  await first.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(`${here.config.database}${end}`, { force: true });

  later(here, 2 * HOUR_MS);
  expect((await restored(here, [backup, '--yes'])).code).toBe(0);
  const before = posts(first).length;
  const second = await slackOffice(here, workspace);
  await second.settled();
  const [told, again, ...more] = workspace.made('chat.postMessage').slice(before);
  expect(more).toEqual([]);
  expect(JSON.stringify(told?.args)).toContain('one that you click on is marked');
  expect(String(again?.args.text)).toContain('new@else.example');
  expect(JSON.stringify(again?.args)).toContain('This may repeat an earlier message');

  await second.client().click(stray, 'Snooze 7 days');
  await eventually(
    async () =>
      (await workspace.messages())
        .find(({ ts }) => ts === stray.ts)
        ?.text.startsWith('This message was about a later state'),
    'the mark',
  );
}, 120_000);

test('Teams, restored in place: the same, and the cards that were posted since are edited', async () => {
  const connector = await TeamsConnector.open();
  const here = acme();
  const first = await teamsOffice(here, { connector });
  await first.sync();
  await first.settled();
  const backup = `${folder()}/backup.db`;
  await first.ask(`backup ${backup}`);
  await goesOn(here, first);
  await first.stop();
  const before = connector.in(CHANNEL).length;

  later(here, 2 * HOUR_MS);
  const shell = { platform: 'teams' } as const;
  const { code, text } = await restored(here, [backup, '--yes'], undefined, shell);
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('known figma/f2') });
  const second = await teamsOffice(here, { connector, install: false });
  await second.sync();
  await second.settled();
  const said = connector.in(CHANNEL).map(({ activity }) => String(activity.summary));
  expect(said.slice(before)).toEqual([expect.stringContaining('My database was restored')]);
  expect(JSON.stringify(connector.in(CHANNEL)[before - 1]?.activity)).toContain('new@else.example');
  await second.stop();
  await connector.close();
}, 120_000);

test('a question that was open is closed: its person sees it in their own chat, and silence counts for nothing', async () => {
  const workspace = await Workspace.open(['kim', 'lee', 'mallory']);
  const here = idleSeats({ ask: '{ apps: [figma], noAnswer: remove, release: remove }' });
  const first = await slackOffice(here, workspace);
  here.at('2026-03-02T09:02:00Z');
  await eventually(
    () => first.values("SELECT 1 FROM seat_question WHERE state = 'open'").length > 0,
    'the question',
  );
  await first.settled();
  const backup = `${folder()}/backup.db`;
  await first.ask(`backup ${backup}`);
  await first.stop();

  here.at('2026-05-20T09:00:00Z');
  const { text } = await restored(here, [backup, '--yes']);
  expect(text).toContain('1 question to people that was open at that moment is closed');
  const posted = workspace.made('chat.postMessage').length;
  const second = await slackOffice(here, workspace);
  await second.settled();
  here.at('2026-05-20T09:10:00Z');
  await second.settled();
  // Lee is not asked again; others, whose seats are out of use by now, may be.
  expect(second.values("SELECT state FROM seat_question WHERE account = 'f2'")).toEqual(['closed']);
  expect(second.values('SELECT count(*) FROM removal_plan')).toEqual([0]);
  const edits = workspace.made('chat.update').map(({ args }) => String(args.text));
  expect(edits).toContainEqual(expect.stringContaining('this question about Figma is closed'));
  // Nothing about it came into the admin channel but the word about the restore and the changed summary of that day.
  const news = workspace
    .made('chat.postMessage')
    .slice(posted)
    .map(({ args }) => String(args.text));
  expect(news.filter((each) => each.includes('restored'))).toHaveLength(1);
  expect(news.filter((each) => /question about|Do you still/.test(each))).toEqual([]);
}, 120_000);

test('an old database that lies elsewhere is as good as one in place', async () => {
  const here = acme();
  const office = here.open();
  await office.sync();
  await office.news();
  const backup = `${folder()}/backup.db`;
  await office.ask(`backup ${backup}`);
  later(here, HOUR_MS);
  await office.ask('known figma f2 contractor');
  await office.news();
  office.close();
  const old = `${folder()}/from-the-old-disk.db`;
  copyFileSync(here.config.database, old);
  rmSync(here.config.database);
  expect((await restored(here, [backup, 'old:/no/such.db', '--yes'])).text).toContain(
    'There is no file /no/such.db',
  );
  const { code, text } = await restored(here, [backup, `old:${old}`, '--yes']);
  expect(code).toBe(0);
  expect(text).toContain('1 decision made since then');
  expect(text).toContain('known figma/f2');
});
