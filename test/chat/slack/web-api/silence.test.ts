import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { messageSubject } from '../../../../src/store/outbox/message-subject.ts';
import { enqueue } from '../../../../src/store/outbox/outbox.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentPort } from '../../../support/silent-port.ts';
import type { SlackOffice } from '../../../support/slack/slack-office.ts';
import { acmeInSlack } from '../acme.ts';

const SUBJECTS = ['digest', 'health', 'renewal'];
const rows = `SELECT status || ' ' || coalesce(problem, '') FROM outbox
  WHERE subject IN ('alert:digest', 'alert:health', 'alert:renewal') ORDER BY id`;

function queue({ context: { store } }: SlackOffice): void {
  store.write(() => {
    for (const subject of SUBJECTS)
      enqueue(store, {
        platforms: ['slack'],
        subject: messageSubject.alert(subject),
        mode: 'post',
        quiet: false,
        message: { summary: subject, title: subject, body: [], buttons: [] },
        at: '2026-03-02T09:00:00.000Z',
      });
  });
}

/** Waits a tenth of a second before each look, so that `eventually` waits longer than Slack may take. */
const slowly = <T>(look: () => T): Promise<T> => wait(100).then(look);

test('an outage that drops packets loses no queued message and puts none in doubt', async () => {
  const { office, workspace, acme, card } = await acmeInSlack();
  await card();
  const port = Number(new URL(workspace.apiUrl).port);
  await workspace.down();
  const silence = await silentPort(port);
  queue(office);
  const first = await eventually(
    () => slowly(() => office.values(rows).find((row) => !/^(?:pending|sending) $/.test(String(row)))),
    'the end of the first try',
  );
  expect(first).toContain('pending Slack cannot be reached (UND_ERR_CONNECT_TIMEOUT)');

  await silence.open();
  await workspace.up();
  acme.at('2026-03-02T09:10:00Z');
  await eventually(() => slowly(() => office.values(rows).every((row) => row === 'sent ')), 'recovery');
  expect((await workspace.messages()).map(({ text }) => text)).toEqual(expect.arrayContaining(SUBJECTS));
}, 60_000);

test('when Slack takes posts and never answers, one message is in doubt and the others wait', async () => {
  const { office, workspace, acme, card } = await acmeInSlack();
  await card();
  workspace.fail(/^(?:chat\.|auth\.)/, { type: 'drop', when: 'before' }, 1000);
  queue(office);
  await eventually(
    () => office.values(rows).filter((row) => /^(?:in-doubt|pending) Slack/.test(String(row))).length > 1,
    'two tries',
  );
  for (const hour of [10, 11, 12]) {
    acme.at(`2026-03-02T${hour}:00:00Z`);
    await wait(150);
  }
  expect(office.values(rows).map((row) => String(row).split(' ')[0])).toEqual([
    'in-doubt',
    'pending',
    'pending',
  ]);

  workspace.recover();
  acme.at('2026-03-02T14:00:00Z');
  await office.settled();
  const said = (await workspace.messages()).map(({ text }) => text);
  expect(said).toEqual(expect.arrayContaining(['health', 'renewal']));
  expect(said).not.toContain('digest');
});
