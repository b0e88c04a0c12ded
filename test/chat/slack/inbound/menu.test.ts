import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { elementOf, labelsOf, readable } from '../../../support/slack/slack-client.ts';
import { type SlackOffice, slackOffice } from '../../../support/slack/slack-office.ts';
import { Workspace } from '../../../support/slack/slack-workspace.ts';
import { busyCompany } from '../../menus.ts';
import { whisper } from '../acme.ts';

/** The alert of a company with one of everything to decide on, and what a person does in its menus. */
async function alerted(id?: (short: string) => string) {
  const workspace = await Workspace.open();
  const { acme, change } = busyCompany(id);
  const office = await slackOffice(acme, workspace);
  await office.settled();
  change();
  await office.sync();
  return { acme, workspace, office, ...menus(workspace, office) };
}

function menus(workspace: Workspace, office: SlackOffice) {
  const kim = office.client('kim');
  const card = async () => {
    await office.settled();
    const found = (await workspace.messages()).findLast(({ text }) => text.includes('Figma'));
    if (found === undefined) throw new Error('there is no alert');
    return found;
  };
  const rowOf = async (who: string) => {
    const { blocks } = await card();
    return blocks.filter((block) => readable(block).includes(who));
  };
  const choose = async (who: string, label: string) => {
    const element = elementOf(await rowOf(who), label);
    expect(
      JSON.stringify((element as { selected_option?: { value: string } }).selected_option?.value ?? '')
        .length,
    ).toBeLessThan(200);
    return kim.send(await kim.clickBody(await card(), element));
  };
  const form = (title: string) =>
    eventually(async () => {
      const view = await kim.modal().catch(() => null);
      return view?.title.text === title ? view : null;
    }, title);
  return { kim, card, rowOf, choose, form };
}

/** Nothing in an alert differs for the people who read it, whether ids are short or as long as some vendors make them. */
const IDS: readonly (readonly [string, (short: string) => string])[] = [
  ['short ids', (short) => short],
  ['ids of 5,000 characters', (short) => `${short}-${'x'.repeat(5_000)}`],
];

test('an alert of five findings has one block per finding, and each offers everything in its menu', async () => {
  const { card } = await alerted();
  const { blocks } = await card();
  const types = (blocks as { type: string }[]).map(({ type }) => type);
  expect(types.filter((type) => type === 'section')).toHaveLength(5);
  expect(types.length).toBeLessThanOrEqual(12);
  const offered = (blocks as { type: string }[])
    .filter(({ type }) => type === 'section')
    .map((block) => labelsOf([block]));
  expect(offered).toEqual([
    ['Remove…', 'Mark as known…', 'Snooze…'],
    ['Mark as known…', 'Add employee…', 'Remove…'],
    ['Link to Alex Moreau', 'Link to Alex Stone', 'Somebody else…', 'Mark as known…', 'Add employee…'],
    ['Link to ada@acme.example', 'Mark as known…', 'Add employee…', 'Remove…'],
    ['Mark as known…', 'Snooze…'],
  ]);
});

test.each(IDS)('each choice of a menu does what it says: %s', async (_, id) => {
  const { office, workspace, kim, card, rowOf, choose, form } = await alerted(id);
  const decided = (who: string, words: string) =>
    eventually(async () => readable(await rowOf(who)).includes(words), `${who}: ${words}`);

  await choose('Ben Okafor', 'Remove…');
  const how = await whisper(workspace, 'To free the seat of Ben Okafor');
  expect(readable(how.blocks)).toContain('https://figma.example/admin');
  await kim.clickAnswer(how.blocks, 'I removed it');
  await whisper(workspace, 'removed');

  await choose('it-team@', 'Mark as known…');
  await kim.submit(await form('Mark as known'), { 'Why it is fine': 'group alias' });
  await decided('it-team@', 'marked as known by kim');

  await choose('Alex', 'Link to Alex Stone');
  await eventually(async () => readable((await card()).blocks).includes('linked to Alex Stone'), 'the link');
  await choose('linked to Alex Stone', 'Undo');
  await eventually(async () => !readable((await card()).blocks).includes('linked to Alex Stone'), 'the undo');
  await choose('Alex', 'Somebody else…');
  const search = await form('Link account');
  const [found] = await kim.search('person-search', 'Alex Moreau');
  await kim.submit(search, { Person: found?.value ?? '' });
  await eventually(
    async () => readable((await card()).blocks).includes('linked to Alex Moreau'),
    'the other',
  );

  await choose('ada.keller@home', 'Add employee…');
  await kim.submit(await form('Add employee'), { Name: 'Ada Home', Email: 'ada.keller@home.example' });
  await eventually(async () => readable((await card()).blocks).includes('Ada Home'), 'the employee');

  await choose('over-assigned', 'Snooze…');
  await kim.submit(await form('Snooze'), { 'Comes back on': '2026-06-30' });
  await eventually(async () => readable((await card()).blocks).includes('snoozed'), 'the subscription');
  expect(office.values("SELECT action FROM audit WHERE actor LIKE 'slack:%' ORDER BY seq")).toEqual([
    'removal-said',
    'known',
    'link',
    'unlink',
    'link',
    'add-person',
    'snooze-subscription',
  ]);
});

test.each(IDS)('the page of one account says how to remove it: %s', async (_, id) => {
  const { kim, workspace } = await alerted(id);
  await kim.command('access figma ben@acme.example');
  const page = await whisper(workspace, 'ben@acme.example in Figma belongs to Ben Okafor');
  expect(labelsOf(page.blocks)).toContain('Remove…');
  await kim.clickAnswer(page.blocks, 'Remove…');
  const how = await whisper(workspace, 'To free the seat of Ben Okafor');
  expect(labelsOf(how.blocks)).toEqual(['I removed it']);
});
