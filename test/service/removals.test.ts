import { expect, test } from 'vitest';
import { openExecutor } from '../../src/flows/removing/executor.ts';
import { openSync } from '../../src/flows/sync/sync-all.ts';
import { startService } from '../../src/service/start-service.ts';
import { approvalOf } from '../support/approval.ts';
import { eventually } from '../support/eventually.ts';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { removalOffice, rosterOf, SLACK_KIM, SLACK_LEE, seatOf } from '../support/removal-office.ts';

async function serving(options: Parameters<typeof removalOffice>[0] = {}) {
  const made = await removalOffice(options);
  const { context, office } = made;
  const service = await startService({
    context,
    chat: [office.chat],
    openSync: () => openSync(context),
    web: { port: 0 },
    elapsed: () => made.acme.now().getTime(),
    lookMs: 10,
  });
  return { ...made, service };
}

test('a service carries out what is confirmed, and no shell does beside it', async () => {
  const { context, office, service, plan, states, writes } = await serving();
  expect(() => openExecutor(context, { readAgain: async () => {}, isStopped: () => false })).toThrow(
    /already being removed/,
  );
  const asked = await office.ask('remove chat 1001 --yes');
  expect(asked.message.summary).toMatch(/^Plan 1 for 1 account is confirmed/);
  await eventually(() => states()[0] === 'verified', 'the step is verified', 30);
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  expect((await plan(seatOf(1))).shown.removals).toEqual([]);
  await service.stop();
  openExecutor(context, { readAgain: async () => {}, isStopped: () => false }).close();
});

test('while many are removed, commands are answered and the rest can be cancelled', async () => {
  let waiting: (() => void)[] = [];
  const { context, service, office, confirm, press, newest, states, writes } = await serving({
    users: 60,
    roster: rosterOf(60, 30),
    through: async (server) => {
      const proxy = await faultyProxy(server);
      // The app answers writes only when the test lets it.
      proxy.before = (request) =>
        request.startsWith('GET') ? null : new Promise<void>((resolve) => waiting.push(resolve));
      return proxy;
    },
  });
  await confirm({ scope: 'app', app: 'chat', filter: 'inactive' }, SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  await eventually(() => waiting.length === 4, 'four steps are under way', 30);
  expect((await office.ask('removals')).json).toMatchObject({
    plans: [{ counts: { running: 4, approved: 26 } }],
  });
  expect((await office.ask('status')).ok).toBe(true);
  expect((await press({ type: 'cancel-removal', plan: newest() })).text).toMatch(/^Cancelled: 26 steps/);
  for (const go of waiting) go();
  waiting = [];
  await eventually(
    () => states().every((state) => state === 'verified' || state === 'cancelled'),
    'all have ended',
  );
  expect(states().filter((state) => state === 'verified')).toHaveLength(4);
  expect(writes()).toHaveLength(4);
  await service.stop();
});
