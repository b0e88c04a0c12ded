import { expect, test } from 'vitest';
import type { Message } from '../../../../src/domain/message.ts';
import { messageSubject } from '../../../../src/store/outbox/message-subject.ts';
import { enqueue } from '../../../../src/store/outbox/outbox.ts';
import { readable } from '../../../support/slack/slack-client.ts';
import { acmeInSlack } from '../acme.ts';

const ROWS = 80;
const LONG: Message = {
  summary: 'Eighty seats are open.',
  title: 'Eighty seats are open.',
  body: [
    {
      type: 'table',
      columns: [
        { label: 'Account', align: 'left' },
        { label: 'Owner', align: 'left' },
      ],
      empty: 'Nobody.',
      rows: Array.from({ length: ROWS }, (_, n) => [
        `account-${n}-of-a-company-with-long-names@subsidiary.acme.example`,
        `Somebody ${n} with a long name`,
      ]),
    },
    { type: 'note', text: 'Read just now.' },
  ],
  buttons: [],
};

/** The texts that were sent, in order, when Slack rejects the first looks. */
async function looks(error: string, times: number): Promise<readonly string[]> {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const before = workspace.made('chat.postMessage').length;
  workspace.fail(/^chat\.post/, { type: 'error', error }, times);
  const { store } = office.context;
  store.write(() =>
    enqueue(store, {
      platforms: ['slack'],
      subject: messageSubject.alert('long'),
      mode: 'post',
      quiet: false,
      message: LONG,
      at: '2026-03-02T09:00:00.000Z',
    }),
  );
  await office.settled();
  return workspace
    .made('chat.postMessage')
    .slice(before)
    .map(({ args }) => readable(args.blocks));
}

const listed = (text: string) => text.match(/account-\d+-of/g)?.length ?? 0;

test('a message that is too long for Slack is sent shortened, and shows how much is left out', async () => {
  const [first = '', second = '', ...more] = await looks('msg_blocks_too_long', 1);
  expect(more).toEqual([]);
  expect(listed(first)).toBeGreaterThan(40);
  expect(second.length).toBeLessThan(6000);
  expect(listed(second)).toBeGreaterThan(10);
  const left = /([\d,]+) more do not fit into one Slack message/.exec(second)?.[1];
  expect(Number(left) + listed(second)).toBe(ROWS);
});

test('when Slack accepts only the first sentence of a message, the message shows that there was more', async () => {
  const sent = await looks('msg_blocks_too_long', 2);
  expect(sent).toHaveLength(3);
  expect(sent[2]).toContain('Eighty seats are open.');
  expect(sent[2]).toContain('The rest is longer than Slack allows in one message and is not shown here.');
});

test('a table that Slack rejects loses no rows when it becomes text', async () => {
  const [first = '', second = ''] = await looks('invalid_blocks', 1);
  expect(listed(second)).toBeGreaterThanOrEqual(listed(first));
});
