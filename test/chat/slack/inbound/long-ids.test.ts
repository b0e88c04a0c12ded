import { expect, test } from 'vitest';
import { handleOf } from '../../../../src/domain/long-id.ts';
import { accounts, company, licenses, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { elementOf, labelsOf, readable } from '../../../support/slack/slack-client.ts';
import { slackOffice } from '../../../support/slack/slack-office.ts';
import { Workspace } from '../../../support/slack/slack-workspace.ts';
import { whisper } from '../acme.ts';

const LONG = 'x'.repeat(5_000);
const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';

/** An app whose accounts and subscriptions have these ids. */
async function connected(ids: readonly string[]) {
  const workspace = await Workspace.open();
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: accounts(
        ...ids.map((id, n) => `${id},unknown${n}@else.example,,,Somebody ${n},active,,,Product ${n}`),
      ),
    },
    licenses: { figma: licenses(...ids.map((id, n) => `${id},Product ${n},0,9,45,USD,monthly`)) },
    yaml: NEVER,
  });
  const office = await slackOffice(acme, workspace);
  await office.settled();
  const card = async () => {
    await office.settled();
    const found = (await workspace.messages()).findLast(({ text }) => text.includes('Figma'));
    if (found === undefined) throw new Error('there is no message');
    return found;
  };
  return { workspace, acme, office, kim: office.client('kim'), card };
}

test('a list of 150 subscriptions with ids of 5,000 characters fits into a modal, and says what it leaves out', async () => {
  const { kim, card } = await connected(Array.from({ length: 150 }, (_, n) => `${n}-${LONG}`));
  const shown = async (has: string) =>
    eventually(async () => {
      const view = await kim.modal().catch(() => null);
      return view !== null && readable(view.blocks).includes(has) ? view : null;
    }, has);
  await kim.click(await card(), 'Review all 150');
  const review = await shown('150 findings to decide on');
  expect(review.blocks.length).toBeLessThanOrEqual(100);
  expect(labelsOf(review.blocks)).toContain('Mark as known…');
  await kim.clickView(review, 'Subscriptions');
  const list = await shown('150 subscriptions');
  expect(list.blocks.length).toBeLessThanOrEqual(100);
  expect(readable(list.blocks)).toMatch(/Page 1 of \d|do not fit/);
});

test('a button on a long id works after a restart, and never decides on another account', async () => {
  const pretender = handleOf(LONG);
  const { workspace, acme, office, card } = await connected([LONG, pretender]);
  const before = await card();
  await office.stop();
  const again = await slackOffice(acme, workspace);
  const kim = again.client('kim');
  const shown = async () => (await kim.modal().catch(() => null))?.id;
  const pressed = async (who: string) => {
    const last = await shown();
    const row = before.blocks.filter((block) => readable(block).includes(who));
    await kim.send(await kim.clickBody(before, elementOf(row, 'Mark as known…')));
    await eventually(async () => (await shown()) !== last, 'the form');
    const form = await kim.modal();
    await kim.submit(form, { 'Why it is fine': 'contractor' });
    await whisper(workspace, `${who} in Figma is marked as known`);
  };
  await pressed('unknown1@else.example');
  expect(again.values('SELECT external_id FROM account WHERE known = 1')).toEqual([pretender]);
  await pressed('unknown0@else.example');
  expect(again.values('SELECT count(*) FROM account WHERE known = 1')).toEqual([2]);
});

test('a command takes the handle that a message shows instead of a long id', async () => {
  const { office } = await connected([LONG]);
  const { message } = await office.ask('remove figma unknown0@else.example');
  expect(message.buttons).toEqual([
    { label: 'Nobody owns it: plan it…', command: `remove figma ${handleOf(LONG)} --unowned` },
  ]);
  expect((await office.ask(`known figma ${handleOf(LONG)} contractor`)).message.summary).toContain(
    'unknown0@else.example in Figma is marked as known',
  );
  const { message: detail } = await office.ask(`subscriptions figma ${handleOf(LONG)}`);
  expect(detail.summary).toContain('Product 0');
  expect(detail.buttons).toContainEqual({
    label: 'License holders',
    command: `subscribers figma ${handleOf(LONG)}`,
  });
  expect((await office.ask(`remove figma ${handleOf('nobody')}`)).ok).toBe(false);
});
