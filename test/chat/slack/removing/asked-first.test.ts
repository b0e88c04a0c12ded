import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import {
  modalCalled,
  type RemovingInSlack,
  removingInSlack,
} from '../../../support/slack/removing-in-slack.ts';
import { readable } from '../../../support/slack/slack-client.ts';

const ASKING = { idle: [5], yaml: 'ask: { apps: [talk] }' };

/** Person 5 works here and has not used their seat; they are asked a minute later. */
async function asked(made: RemovingInSlack) {
  const { office, workspace, after } = made;
  after(1);
  const sent = await eventually(
    () => workspace.made('chat.postMessage').find(({ args }) => args.channel === workspace.user('p5')),
    'the question',
  );
  const { channel, ts } = sent.answer as { channel: string; ts: string };
  await office.settled();
  return {
    ts,
    text: String(sent.args.text),
    blocks: sent.args.blocks as unknown[],
    direct: {
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'directmessage' },
    },
  };
}

test('a seat that its owner releases is planned by an admin, removed once, and the request ends by itself', async () => {
  const made = await removingInSlack(ASKING);
  const { office, kim, whisper, message, changes } = made;
  const question = await asked(made);
  expect(question.text).toBe('Do you still need your Talk seat? You last used it on 1 Dec 2025.');
  await office.client('p5').click(question, 'Release it', question.direct);
  const request = await message(/^Person 5 releases the Talk seat\.$/);
  expect(changes()).toEqual([]);
  await kim.click(request, 'Plan the removal…');
  const plan = await whisper('kim', /^Remove Person 5 \(p5@acme\.example\) from Talk\?/);
  expect(readable(plan.blocks)).toContain('They work here, and released it on 2 Mar.');
  await kim.clickAnswer(plan.blocks, 'Remove it…');
  await message(/^Removed: p5@acme\.example in Talk\.$/);
  made.after(1);
  const ended = await message(/^Person 5 releases the Talk seat\. ✓ Done\.$/);
  expect(ended.ts).toBe(request.ts);
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U5']);
});

test('a seat that is given to somebody else is a request that names both', async () => {
  const made = await removingInSlack(ASKING);
  const { office, kim, message, changes } = made;
  const question = await asked(made);
  const p5 = office.client('p5');
  await p5.click(question, 'Give to…', question.direct);
  const form = await modalCalled(p5, 'Give the seat away');
  const [lee] = await p5.search('person-search', 'lee');
  expect(lee?.text.text).toContain('Lee Park');
  await p5.submit(form, { 'Who is to have it': lee?.value ?? '' });
  const request = await message(/^Person 5 wants Lee Park to have the Talk seat\.$/);
  await kim.click(request, 'It is done');
  await message(/^Person 5 wants Lee Park to have the Talk seat\. ✓ Done\.$/);
  expect(changes()).toEqual([]);
});
