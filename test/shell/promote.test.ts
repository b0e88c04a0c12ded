import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listAudit } from '../../src/store/audit.ts';
import { openStore } from '../../src/store/db/open.ts';
import { lastSignOfLife, saveSignOfLife } from '../../src/store/restored/sign-of-life.ts';
import { accounts, type Company, company, linesOf, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';
import { startServer } from '../support/http-server.ts';
import { promoted } from '../support/restored.ts';
import { slackOffice } from '../support/slack/slack-office.ts';
import { Workspace } from '../support/slack/slack-workspace.ts';

const STOPPED = '--old-is-stopped';
const files = () => ({
  roster: people('1,ada@acme.example,,,Ada'),
  apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
});

/** A standby with a warm copy of the database of a service that runs, or was stopped in order. */
async function standby(running: boolean): Promise<Company> {
  const primary = company(files());
  const office = primary.open();
  await office.sync();
  await office.news();
  const { store } = office.context;
  saveSignOfLife(store, { at: primary.now().toISOString(), host: 'seats-1', running });
  const here = company(files());
  await office.ask(`backup ${here.config.database}.standby`);
  office.close();
  return here;
}

const after = (acme: Company, seconds: number) =>
  acme.at(new Date(acme.now().getTime() + seconds * 1000).toISOString());

test('a service writes once a minute that it runs, and at its end that it was stopped', async () => {
  const acme = company(files());
  const office = await slackOffice(acme, await Workspace.open());
  const sign = () => lastSignOfLife(office.context.store);
  after(acme, 61);
  await eventually(() => sign()?.at === acme.now().toISOString(), 'the sign', 20);
  expect(sign()).toMatchObject({ running: true });
  await office.stop();
  const store = openStore(acme.config.database);
  expect(lastSignOfLife(store)).toMatchObject({ running: false });
  store.close();
});

test('it refuses while the copy has a sign of life that is not old, whatever the admin says', async () => {
  const here = await standby(true);
  after(here, 179);
  const { code, text } = await promoted(here, [STOPPED]);
  expect(code).toBe(1);
  expect(text).toContain('The old Seatkeeper on seats-1 gave its last sign of life 2 min ago');
  expect(existsSync(here.config.database)).toBe(false);
  after(here, 2);
  expect((await promoted(here, [STOPPED])).code).toBe(0);
});

test('a clock that is behind the other one makes no sign old', async () => {
  const here = await standby(true);
  after(here, -3600);
  expect((await promoted(here, [STOPPED])).code).toBe(1);
});

test('it refuses while a Seatkeeper answers at the address that the chats call', async () => {
  const here = await standby(false);
  const old = await startServer((_, response) => response.end('ok\n'));
  const shell = { baseUrl: old.origin };
  const { code, text } = await promoted(here, [STOPPED], shell);
  expect(code).toBe(1);
  expect(text).toContain(`${old.origin}/healthz answers, so the old Seatkeeper still runs.`);
  await old.close();
  expect((await promoted(here, [STOPPED], shell)).code).toBe(0);
});

test('it does not believe that the old one is stopped until an admin says so, and says what nobody can see', async () => {
  const here = await standby(true);
  after(here, 600);
  const { code, text } = await promoted(here, []);
  expect(code).toBe(1);
  expect(text).toContain('Neither proves that it is stopped');
  expect(text).toContain('Two at once would both write to the chats and both remove accounts.');
  expect(text).toContain('Add --old-is-stopped');
  expect(existsSync(here.config.database)).toBe(false);
  expect((await promoted(here, ['--yes'])).text).toContain('Name at most one copy');
});

test('one command puts the standby in place: the admins are told, the audit log has it, and the first read repeats nothing', async () => {
  const here = await standby(false);
  const { code, text } = await promoted(here, [STOPPED]);
  expect(code).toBe(0);
  expect(text).toContain('This machine has the database now, in its state of 2 Mar 10:00.');
  const office = here.open({ verify: true });
  expect(listAudit(office.context.store, 1)).toMatchObject([
    { actor: 'terminal:kim', action: 'restored', detail: { how: 'promoted', lost: 'nothing-there' } },
  ]);
  expect(linesOf(await office.news()).at(-1)).toBe(
    'post: I run on another machine now, with my database in its state of 2 Mar 10:00.',
  );
  await office.sync();
  expect((await office.news()).filter(({ does }) => does === 'post')).toEqual([]);
});

test('a machine that was in use before the copy was made gives way to it: nothing of it is lost', async () => {
  const here = await standby(false);
  await promoted(here, [STOPPED]);
  const back = company(files());
  const office = here.open();
  await office.ask(`backup ${back.config.database}`);
  await office.ask('known figma f2 contractor');
  await office.ask(`backup ${back.config.database}.standby`);
  office.close();
  const { code, text } = await promoted(back, [STOPPED]);
  expect({ code, text }).toMatchObject({
    code: 0,
    text: expect.stringContaining('nothing that it knows is lost'),
  });
  expect(back.open().values('SELECT account FROM decision')).toEqual(['f2']);
});

test('a copy that is written at this moment is read between two writes', async () => {
  const here = await standby(false);
  const copy = `${here.config.database}.standby`;
  // What keeps a copy warm takes SQLite's own lock while it writes.
  const writer = spawn(process.execPath, [
    '-e',
    `const store = new (require('better-sqlite3'))(${JSON.stringify(copy)});
     store.exec('BEGIN EXCLUSIVE; CREATE TABLE written (a); INSERT INTO written VALUES (1)');
     console.log('locked');
     setTimeout(() => { store.exec('COMMIT'); store.close(); }, 700);`,
  ]);
  await once(writer.stdout, 'data');
  expect((await promoted(here, [STOPPED])).code).toBe(0);
  expect(here.open({ verify: true }).values('SELECT a FROM written')).toEqual([1]);
});

test('without a copy it says how to get one', async () => {
  const here = company(files());
  const { code, text } = await promoted(here, [STOPPED]);
  expect(code).toBe(1);
  expect(text).toContain('There is no copy');
  expect(text).toContain('litestream restore -o');
  expect((await promoted(here, [`${folder()}/other.db`, 'second.db', STOPPED])).code).toBe(1);
});
