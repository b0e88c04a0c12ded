import { expect, test } from 'vitest';
import { accounts, company, people, range } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { answerCard } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

test('unmatched accounts are decided on in the list, which shows what was done and what is left', async () => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,active'),
    apps: {
      figma: accounts(
        'f1,ada.keller@home.example,,,Ada Keller',
        ...range(11).map((n) => `x${n},x${n}@out.example,,,Somebody ${n}`),
      ),
    },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(acme);
  await office.alert();
  const kim = office.client();
  await kim.mention('clearing figma page:2');
  const said = await eventually(
    () => office.connector.said.find(({ activity }) => String(activity.summary).includes('Page 2 of 2')),
    'the list',
  );
  checkCard(cardOf(said));
  expect(readText(cardOf(said))).toContain('Somebody 11');
  const first = answerCard(await kim.press(said, 'Previous page'));
  checkCard(first);
  const linked = answerCard(await kim.press(said, 'Link to ada@acme.example', {}, first));
  checkCard(linked);
  expect(readText(linked)).toContain('is linked to Ada Keller');
  expect(readText(linked)).toContain('11 unmatched accounts');
  expect(readText(linked)).not.toContain('ada.keller@home.example in Figma —');

  // Any other person by hand.
  const form = answerCard(await kim.press(said, 'Link…', {}, linked));
  checkCard(form);
  const done = answerCard(
    await kim.press(said, 'Link account', { 'typed.person': 'ben@acme.example' }, form),
  );
  expect(readText(done)).toContain('is linked to Ben Okafor');
  expect(readText(done)).toContain('10 unmatched accounts');
});

test('a long list has one line per account on a phone, with all its details, and its buttons once the line is pressed', async () => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: accounts(
        ...range(8).map((n) => `x${n},somebody.with.a.name.${n}@out.example,,,Somebody Named ${n}`),
      ),
    },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(acme);
  await office.alert();
  const kim = office.client();
  await kim.mention('clearing');
  const said = await eventually(
    () => office.connector.said.find(({ activity }) => String(activity.summary).includes('8 unmatched')),
    'the list',
  );
  checkCard(cardOf(said));
  const rows = (cardOf(said) as { body: { type: string; items: { type: string; isVisible?: boolean }[] }[] })
    .body;
  const lines = rows.filter(({ type }) => type === 'Container');
  expect(lines).toHaveLength(8);
  for (const { items } of lines) {
    expect(items.map(({ type }) => type)).toEqual(['ColumnSet', 'Container']);
    expect(items[1]?.isVisible).toBe(false);
  }
  expect(readText(cardOf(said))).toContain('first seen 2 Mar');
  expect(readText(cardOf(said))).not.toMatch(/Page 1 of/);
});
