import { expect, test } from 'vitest';
import type { ChatPlatform, Delivery } from '../../src/chat/platform.ts';
import { deliver, settleInFlight } from '../../src/flows/deliver.ts';
import { accounts, company, type Office, people, told } from '../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example', '2,ben@acme.example,,,Ben,inactive'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example') },
  });
  return { acme, office: acme.open() };
}

/** A chat that gives these answers, then says everything; `heard` is what it was asked to say. */
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

test('a refused message waits longer each time and is then said once', async () => {
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

test('a platform that names a time is not asked before', async () => {
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

test('a message that is refused again and again is given up, health shows it, and the next one goes out', async () => {
  const { acme, office } = await opened();
  await office.sync();
  const { heard, deliver: attempt } = moody(office, ...Array.from({ length: 8 }, () => refused()));
  for (let hour = 10; hour < 18; hour++) {
    acme.at(`2026-03-02T${hour}:00:00Z`);
    await attempt();
  }
  expect(heard).toHaveLength(8);
  expect(status(office)).toEqual(['dead 8']);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'message-dead'")).toEqual([1]);
  const { ok, message } = await office.ask('health');
  expect({ ok, summary: message.summary }).toEqual({ ok: false, summary: '1 message could not be sent.' });
  expect(JSON.stringify(message.body)).toContain('slack, alert:figma: channel_not_found');

  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  expect(await attempt()).toBe(1);
});

test('a message that may have arrived is not repeated, and health says so', async () => {
  const { office } = await opened();
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
});

test('what a killed sender left is looked up where the platform can tell, and otherwise in doubt', async () => {
  const { office } = await opened();
  await office.sync();
  const { context, chat } = office;
  const interrupted = () => context.store.sqlite.exec("UPDATE outbox SET status = 'sending'");
  interrupted();
  await settleInFlight(context, { ...chat, find: async () => 'absent' });
  expect(status(office)).toEqual(['pending 0']);
  interrupted();
  await settleInFlight(context, { ...chat, find: async (key) => ({ message: key }) });
  expect(status(office)).toEqual(['sent 0']);
  interrupted();
  await settleInFlight(context, { ...chat, find: async () => 'cannot-tell' });
  expect(status(office)).toEqual(['in-doubt 0']);
});

test('edits that wait for a silent platform become one, with the newest text', async () => {
  const { office } = await opened();
  await office.sync();
  await office.news();
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'group alias', until: null });
  await office.press({ type: 'known', app: 'figma', account: 'f2', reason: 'contractor', until: null });
  const said = await office.news();
  expect(told(said)).toEqual(['edit: Figma is clean. 1 finding closed.']);
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

test('a message that moved on still points to the new one when more happens before it is delivered', async () => {
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
