import { expect, test } from 'vitest';
import type { ChatPlatform, Delivery } from '../../../src/chat/platform.ts';
import { act } from '../../../src/flows/decide/act.ts';
import { announceNewPlatforms } from '../../../src/flows/outbox/announce-new-platforms.ts';
import { deliver, resolveInFlight } from '../../../src/flows/outbox/deliver.ts';
import { readdressOrphanedMessages } from '../../../src/flows/outbox/readdress-orphaned-messages.ts';
import { openContext } from '../../../src/service/open-context.ts';
import { accounts, company, KIM, linesOf, type Office, people } from '../../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example', '2,ben@acme.example,,,Ben,inactive'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example') },
  });
  return { acme, office: acme.open() };
}

/** A chat that gives these answers, then accepts every message; `heard` has the messages it was asked to send. */
function moody(office: Office, ...answers: readonly Delivery[]) {
  const waiting = [...answers];
  const heard: string[] = [];
  const chat: ChatPlatform = {
    ...office.chat,
    post: async (message, key) => {
      heard.push(message.summary);
      return waiting.shift() ?? office.chat.post(message, key);
    },
    update: async (ref, message, options) => {
      heard.push(message.summary);
      return waiting.shift() ?? office.chat.update(ref, message, options);
    },
  };
  return { chat, heard, deliver: () => deliver(office.context, chat) };
}

const refused = (retryAfterMs: number | null = null): Delivery => ({
  outcome: 'refused',
  reason: 'channel_not_found',
  retryAfterMs,
});
const status = (office: Office) => office.values("SELECT status || ' ' || tries FROM outbox ORDER BY id");

test('a refused message waits longer each time and is then sent once', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, deliver: attempt } = moody(office, refused(), refused());
  expect(await attempt()).toBe(0);
  acme.at('2026-03-02T09:00:01Z');
  expect(await attempt()).toBe(0);
  expect(heard).toHaveLength(1);
  acme.at('2026-03-02T09:00:02Z');
  expect(await attempt()).toBe(0);
  expect(heard).toHaveLength(2);
  acme.at('2026-03-02T09:00:05Z');
  await attempt();
  expect(heard).toHaveLength(2);
  acme.at('2026-03-02T09:00:06Z');
  expect(await attempt()).toBe(1);
  expect(status(office)).toEqual(['sent 3']);
});

test('many bots that were refused at once spread their retries, and none retries sooner', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, chat } = moody(office, refused());
  const attempt = () =>
    deliver(
      office.context,
      chat,
      () => false,
      () => 0.9,
    );
  await attempt();
  acme.at('2026-03-02T09:00:02.850Z');
  await attempt();
  expect(heard).toHaveLength(1);
  acme.at('2026-03-02T09:00:02.900Z');
  expect(await attempt()).toBe(1);
});

test('a platform that names a retry time is not tried before', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, deliver: attempt } = moody(office, refused(60_000));
  await attempt();
  acme.at('2026-03-02T09:00:59Z');
  await attempt();
  expect(heard).toHaveLength(1);
  acme.at('2026-03-02T09:01:00Z');
  expect(await attempt()).toBe(1);
});

test('a message whose cause can be fixed is never given up: it is tried again at least every five minutes, and health shows the cause', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, deliver: attempt } = moody(office, ...Array.from({ length: 30 }, () => refused()));
  for (let minute = 0; heard.length < 30; minute++) {
    acme.at(new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString());
    await attempt();
  }
  expect(acme.now().toISOString() < '2026-03-02T11:30:00Z').toBe(true);
  expect(status(office)).toEqual(['pending 30']);
  const { ok, message } = await office.ask('health');
  expect({ ok, summary: message.summary }).toEqual({ ok: false, summary: '1 message delayed.' });
  expect(JSON.stringify(message.body)).toContain('slack, alert:figma: channel_not_found');

  acme.at('2026-03-02T12:00:00Z');
  expect(await attempt()).toBe(1);
  expect(await office.ask('health')).toMatchObject({ ok: true });
});

test('a message that can never be sent is given up at once, and its next version is sent', async () => {
  const { office } = await opened();
  await office.sync();
  const unfit: Delivery = { outcome: 'refused', reason: 'invalid_blocks', retryAfterMs: null, final: true };
  const { heard, deliver: attempt } = moody(office, unfit);
  await attempt();
  expect(heard).toHaveLength(1);
  expect(status(office)).toEqual(['dead 1']);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'message-dead'")).toEqual([1]);
  const { ok, message } = await office.ask('health');
  expect({ ok, summary: message.summary }).toEqual({ ok: false, summary: '1 message could not be sent.' });

  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  expect(await attempt()).toBe(1);
  expect(status(office)).toEqual(['superseded 1', 'sent 1']);
  expect(await office.ask('health')).toMatchObject({ ok: true });
});

test('a message in doubt is posted again with its next change, marked as a possible repetition', async () => {
  const { office } = await opened();
  await office.sync();
  const { chat, deliver: attempt } = moody(office, { outcome: 'unknown', reason: 'the connection broke' });
  await attempt();
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  expect(await attempt()).toBe(1);
  await office.press({ type: 'known', app: 'figma', account: 'f2', reason: 'contractor', until: null });
  await deliver(office.context, chat);
  const said = await office.news();
  expect(said.map(({ does }) => does)).toEqual(['post', 'edit']);
  expect(said.map(({ message }) => JSON.stringify(message.body).includes('may repeat an earlier'))).toEqual([
    true,
    false,
  ]);
  expect(status(office)).toEqual(['superseded 1', 'sent 1', 'sent 1']);
});

test('messages for a platform that is not set up go to the one that is, only once', async () => {
  const { acme, office } = await opened();
  await office.sync();
  await office.news();
  const shell = openContext(acme.config, ['terminal'], {
    now: acme.now,
    log: office.context.log,
    signal: new AbortController().signal,
    progress: () => {},
  });
  const known = { type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null } as const;
  await act(shell, KIM, known);
  shell.store.close();
  readdressOrphanedMessages(office.context);
  readdressOrphanedMessages(office.context);
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma is connected: 3 accounts read, 1 to decide on.',
  ]);
  expect(office.values("SELECT platform || ' ' || status FROM outbox ORDER BY id")).toEqual([
    'slack sent',
    'terminal superseded',
    'slack sent',
  ]);
});

test('a platform that is set up later gets the current alert of every app', async () => {
  const { acme, office } = await opened();
  await office.sync();
  await office.news();
  const both = { ...office.context, platforms: ['slack', 'teams'] };
  acme.at('2026-03-05T09:00:00Z');
  announceNewPlatforms(both);
  announceNewPlatforms(both);
  expect(office.values("SELECT mode || ' ' || subject FROM outbox WHERE platform = 'teams'")).toEqual([
    'post alert:figma',
  ]);
});

test('a message that may have arrived is not repeated, and health reports it for two weeks', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, deliver: attempt } = moody(office, { outcome: 'unknown', reason: 'the connection broke' });
  expect(await attempt()).toBe(0);
  expect(await attempt()).toBe(0);
  expect(heard).toHaveLength(1);
  expect(status(office)).toEqual(['in-doubt 1']);
  const { ok, message } = await office.ask('health');
  expect({ ok, summary: message.summary }).toEqual({ ok: false, summary: '1 message may not have arrived.' });
  expect(
    office.values("SELECT json_extract(detail, '$.why') FROM audit WHERE action = 'message-in-doubt'"),
  ).toEqual(['the connection broke']);
  const later = (days: number) => new Date(acme.now().getTime() + days * 24 * 60 * 60_000).toISOString();
  acme.at(later(13));
  await office.sync();
  expect((await office.ask('health')).message.summary).toBe('1 message may not have arrived.');
  acme.at(later(2));
  await office.sync();
  expect((await office.ask('health')).message.summary).toBe('All is well: 2 sources read completely.');
});

test('a message that was being sent at a crash is looked up if the platform can do that, and is otherwise in doubt', async () => {
  const { office } = await opened();
  await office.sync();
  const { context, chat } = office;
  const interrupted = () => context.store.sqlite.exec("UPDATE outbox SET status = 'sending'");
  interrupted();
  await resolveInFlight(context, { ...chat, find: async () => 'absent' });
  expect(status(office)).toEqual(['pending 0']);
  interrupted();
  await resolveInFlight(context, { ...chat, find: async (key) => ({ message: key }) });
  expect(status(office)).toEqual(['sent 0']);
  interrupted();
  await resolveInFlight(context, { ...chat, find: async () => 'cannot-tell' });
  expect(status(office)).toEqual(['in-doubt 0']);
});

test('edits that wait for a silent platform become one, with the newest text', async () => {
  const { office } = await opened();
  await office.sync();
  await office.news();
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  await office.press({ type: 'known', app: 'figma', account: 'f2', reason: 'contractor', until: null });
  const said = await office.news();
  expect(linesOf(said)).toEqual(['edit: Figma is clean: 2 decided (2 known).']);
  expect(JSON.stringify(said[0]?.message.body)).toMatch(/it-team.*contractor/);
});

test('a loud edit that a quiet one replaces stays loud', async () => {
  const { acme, office } = await opened();
  await office.sync();
  await office.news();
  acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example', 'f4,new@else.example'),
  );
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  expect((await office.news()).map(({ quiet }) => quiet)).toEqual([false]);
});

test('a message that moved still points to the new one when more happens before it is delivered', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const [first] = await office.news();
  acme.at('2026-03-04T09:00:00Z');
  acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example', 'f4,new@else.example'),
  );
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  const said = await office.news();
  expect(said.filter(({ to }) => to === first?.key).map(({ says }) => says)).toEqual([
    'Figma: continued in a newer message below.',
  ]);
});
