import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { checkCard, walk } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { actionsOf, answerCard, CHANNEL } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';
import { busyCompany } from '../../menus.ts';

type Json = Record<string, unknown>;

/** The alert of a company with one of everything to decide on, and what a person does in its rows. */
async function alerted(id?: (short: string) => string) {
  const { acme, change } = busyCompany(id);
  const office = await teamsOffice(acme);
  await office.alert();
  change();
  await office.sync();
  const kim = office.client();
  const rowOf = (card: unknown, who: string): Json => {
    const rows = ((card as Json).body as Json[]).filter(({ type }) => type === 'Container');
    const row = rows.find((one) => readText(one).includes(who));
    if (row === undefined) throw new Error(`there is no row of ${who}`);
    return row;
  };
  /** Presses what a row of the alert shows once the row was pressed. */
  const press = async (who: string, title: string) => {
    const said = await office.alert();
    const row = rowOf(cardOf(said), who);
    return kim.press(said, title, {}, { type: 'AdaptiveCard', body: [row] });
  };
  const choose = async (who: string, title: string) => answerCard(await press(who, title));
  const fill = async (form: unknown, title: string, inputs: Json) => {
    checkCard(form);
    return answerCard(await kim.press(await office.alert(), title, inputs, form as Json));
  };
  const shows = (words: string, not = false) =>
    eventually(async () => readText(cardOf(await office.alert())).includes(words) !== not, words);
  return { acme, office, kim, rowOf, press, choose, fill, shows };
}

test('an alert of five findings shows one line for each, and its buttons once the line is pressed', async () => {
  const { office, rowOf } = await alerted();
  const card = cardOf(await office.alert());
  for (const who of ['Ben Okafor', 'it-team@', 'Alex', 'ada.keller@home', 'over-assigned']) {
    const row = rowOf(card, who);
    const [line, hidden] = row.items as Json[];
    expect(line).toMatchObject({
      type: 'ColumnSet',
      selectAction: { type: 'Action.ToggleVisibility', targetElements: [hidden?.id] },
    });
    expect(hidden).toMatchObject({ isVisible: false });
    expect(actionsOf(hidden).filter(({ data }) => data !== undefined).length).toBeGreaterThan(1);
  }
  // Nothing with a button stands open, besides the buttons of the whole card.
  const open: string[] = [];
  walk((card as Json).body, '', ({ type }, at) => {
    if (type === 'ActionSet') open.push(at);
  });
  expect(open.every((at) => /\/items\/1\/items\//.test(at))).toBe(true);
});

const IDS: readonly (readonly [string, (short: string) => string])[] = [
  ['short ids', (short) => short],
  ['ids of 5,000 characters', (short) => `${short}-${'x'.repeat(5_000)}`],
];

test.each(IDS)('each button of a row does what it says: %s', async (_, id) => {
  const { office, kim, press, choose, fill, shows } = await alerted(id);

  await fill(await choose('it-team@', 'Mark as known…'), 'Mark as known', { 'field.reason': 'group alias' });
  await shows('marked as known by');

  await choose('Alex', 'Link to Alex Stone');
  await shows('linked to Alex Stone');
  await choose('linked to Alex Stone', 'Undo');
  await shows('linked to Alex Stone', true);
  await fill(await choose('Alex', 'Somebody else…'), 'Link account', {
    'typed.person': 'alex.moreau@acme.example',
  });
  await shows('linked to Alex Moreau');

  await fill(await choose('ada.keller@home', 'Add employee…'), 'Add employee', { 'field.name': 'Ada Home' });
  await shows('Ada Home');

  await fill(await choose('over-assigned', 'Snooze…'), 'Snooze', { 'field.until': '2026-06-30' });
  await shows('snoozed');

  // The answer is a card beside the alert, which everybody sees.
  expect((await press('Ben Okafor', 'Remove…')).status).toBe(200);
  const said = await eventually(
    () =>
      office.connector
        .in(CHANNEL)
        .findLast((one) => readText(cardOf(one)).includes('To free the seat of Ben')),
    'the way to remove it',
  );
  expect(readText(cardOf(said))).toContain('figma.example/admin');
  answerCard(await kim.press(said, 'I removed it'));

  expect(office.values("SELECT action FROM audit WHERE actor LIKE 'teams:%' ORDER BY seq")).toEqual([
    'known',
    'link',
    'unlink',
    'link',
    'add-person',
    'snooze-subscription',
    'removal-said',
  ]);
});

test.each(IDS)('the page of one account says how to remove it: %s', async (_, id) => {
  const { kim, office } = await alerted(id);
  const said = (words: string) =>
    eventually(
      () => office.connector.said.findLast(({ activity }) => String(activity.summary).includes(words)),
      words,
    );
  await kim.mention('access figma ben@acme.example');
  const page = await said('ben@acme.example in Figma belongs to Ben Okafor');
  const how = answerCard(await kim.press(page, 'Remove…'));
  checkCard(how);
  expect(readText(how)).toContain('To free the seat of Ben Okafor');
  expect(actionsOf(how).map(({ title }) => title)).toContain('I removed it');
});
