import { expect, test } from 'vitest';
import { deliver } from '../../src/flows/outbox/deliver.ts';
import { noteClockJump } from '../../src/flows/outbox/note-clock-jump.ts';
import { sendDueDigest } from '../../src/flows/overview/send-digest.ts';
import { watchClock } from '../../src/service/clock-watch.ts';
import { jobDue } from '../../src/store/findings/digests.ts';
import { accounts, company, people } from '../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  return { acme, office };
}

test('a clock that is set is noticed, and one that only drifts is not', () => {
  let [wall, elapsed] = [Date.parse('2026-11-27T09:00:00Z'), 0];
  const clock = watchClock(
    () => new Date(wall),
    () => elapsed,
  );
  const after = (ms: number, by: number) => {
    elapsed += ms;
    wall += ms + by;
    return clock.look();
  };
  expect([
    after(1000, 0),
    after(600_000, 200),
    after(1000, -3_600_000),
    after(1000, 0),
    after(1000, 31_536_000_000),
  ]).toEqual([null, null, -3_600_000, null, 31_536_000_000]);
});

test.each([
  ['an hour', '2026-03-02T08:00:00Z'],
  ['a day', '2026-03-01T09:00:00Z'],
])(
  'a message that waits for a later try does not wait for the old clock, set back by %s',
  async (_, back) => {
    const { acme, office } = await opened();
    const busy = {
      ...office.chat,
      post: async () => ({ outcome: 'refused', reason: 'busy', retryAfterMs: 60_000 }) as const,
    };
    await deliver(office.context, busy);
    expect(await office.news()).toEqual([]);
    acme.at(back);
    noteClockJump(office.context, Date.parse(back) - Date.parse('2026-03-02T09:00:00Z'));
    expect(await office.news()).toHaveLength(1);
    const { ok, message } = await office.ask('health');
    expect({ ok, text: message.summary }).toEqual({ ok: false, text: 'The clock was set back.' });
    expect(JSON.stringify(message.body)).toContain('was set back by ');
  },
);

test('a wait that was noted by another clock ends also when nobody saw the clock jump', async () => {
  const { acme, office } = await opened();
  const busy = {
    ...office.chat,
    post: async () => ({ outcome: 'refused', reason: 'busy', retryAfterMs: 86_400_000 }) as const,
  };
  await deliver(office.context, busy);
  acme.at('2026-02-01T09:00:00Z');
  expect(await office.news()).toHaveLength(1);
});

test('a digest that was planned by a clock a year ahead is planned again', async () => {
  const { acme, office } = await opened();
  const { context } = office;
  const plan = (at: string, next: string) => {
    acme.at(at);
    return sendDueDigest(context, '0 9 * * 1', new Date(next));
  };
  plan('2026-03-02T09:00:00Z', '2026-03-09T08:00:00Z');
  expect(plan('2027-03-03T09:00:00Z', '2027-03-08T08:00:00Z')).toBe(true);
  expect(plan('2026-03-03T09:00:00Z', '2026-03-09T08:00:00Z')).toBe(false);
  expect(jobDue(context.store, 'digest')?.dueAt).toBe('2026-03-09T08:00:00.000Z');
  acme.at('2026-03-16T08:00:00Z');
  plan('2026-03-16T08:00:01Z', '2026-03-23T08:00:00Z');
  expect(jobDue(context.store, 'digest')?.dueAt).toBe('2026-03-23T08:00:00.000Z');
});
