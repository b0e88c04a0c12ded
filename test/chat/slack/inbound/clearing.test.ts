import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { labelsOf, readable, type Shown } from '../../../support/slack/slack-client.ts';
import { acmeInSlack, LINK, whisper } from '../acme.ts';

test('unmatched accounts are decided on in the answer to clearing, one menu per row', async () => {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const kim = office.client('kim');
  await kim.command('clearing figma');
  const list = await whisper(workspace, '2 unmatched accounts');
  const rows = (list.blocks as { type: string }[]).filter(({ type }) => type === 'section');
  expect(rows.map((row) => labelsOf([row]))).toEqual([
    [LINK, 'Link…', 'Mark as known…', 'Add employee…'],
    ['Link…', 'Mark as known…', 'Add employee…'],
  ]);
  await kim.clickAnswer(list.blocks, LINK);
  await whisper(workspace, 'is linked to Ada Keller');
  await kim.command('clearing figma');
  expect(readable((await whisper(workspace, '1 unmatched account')).blocks)).toContain('IT Team');
});

test('the list that the home page opens shows what was done, and what is left', async () => {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const kim = office.client('kim');
  await kim.openHome();
  const home = (await eventually(() => workspace.homes.get(kim.user))) as unknown as Shown;
  await kim.clickView({ ...home, id: 'V1', type: 'home' }, 'Clearing');
  const list = await eventually(() => kim.modal().catch(() => null));
  await kim.clickView(list, LINK);
  const after = await eventually(async () => {
    const shown = await kim.modal();
    return readable(shown).includes('is linked to Ada Keller') ? shown : null;
  });
  expect(readable(after)).toContain('1 unmatched account');

  // Any other person by hand, with a search of the roster.
  await kim.clickView(after, 'Link…');
  const form = await eventually(async () => {
    const shown = await kim.modal();
    return shown.title.text === 'Link account' ? shown : null;
  });
  const [found] = await kim.search('person-search', 'Ben');
  await kim.submit(form, { Person: found?.value ?? '' });
  await eventually(async () => readable(await kim.modal()).includes('is linked to Ben Okafor'));
  expect(readable(await kim.modal())).toContain('No unmatched accounts');
});
