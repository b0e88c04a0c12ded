import { expect, test } from 'vitest';
import { sendDueDigest } from '../../../src/flows/overview/send-digest.ts';
import { accounts, company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { elementOf, labelsOf, readable } from '../../support/slack/slack-client.ts';
import { slackOffice } from '../../support/slack/slack-office.ts';
import { Workspace } from '../../support/slack/slack-workspace.ts';

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const ROSTER = ['1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,active'];
const FIGMA = ['f1,ada@acme.example,,,Ada', 'f2,ben@acme.example,,,Ben Okafor'];

test.each(['http', 'socket'] as const)(
  'from the first sync to the digest over %s',
  async (mode) => {
    const workspace = await Workspace.open();
    const acme = company({ roster: people(...ROSTER), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
    const office = await slackOffice(acme, workspace, { mode });
    await office.settled();
    const [baseline] = await workspace.messages();
    expect(baseline?.text).toBe('Figma is connected: 2 accounts read, nothing to decide on.');

    // An app loses a person, and three unknown accounts appear.
    acme.at('2026-03-04T09:00:00Z');
    acme.write(
      'roster.csv',
      people(ROSTER[0] ?? '', '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-03-03'),
    );
    acme.write(
      'figma.csv',
      accounts(
        ...FIGMA,
        'f3,ada.keller@home.example,,,Ada Keller',
        'f4,it-team@acme.example,,,IT Team',
        'f5,sam@studio.example,,,Sam Studio',
      ),
    );
    await office.sync();
    await office.settled();
    const alert = async () => {
      await office.settled();
      const found = (await workspace.messages()).findLast(({ text }) => text.includes('Figma'));
      if (found === undefined) throw new Error('no alert');
      return found;
    };
    const first = await alert();
    expect(first.text).toContain('In all 1 leaver and 3 unknown');
    expect(labelsOf(first.blocks)).toContain('Mark as known…');

    // Mark as known: a form, its errors beside the fields, and the card changes.
    const kim = office.client('kim');
    const rowsOf = (blocks: readonly unknown[], who: string) => {
      const at = blocks.findLastIndex((block) => readable(block).includes(who));
      return [blocks[at]];
    };
    await kim.send(await kim.clickBody(first, elementOf(rowsOf(first.blocks, 'it-team@'), 'Mark as known…')));
    const form = await eventually(() => kim.modal().catch(() => null), 'the form');
    expect(form.title.text).toBe('Mark as known');
    const wrong = await kim.submit(form, { 'Why it is fine': 'other' });
    expect(wrong.json).toMatchObject({ response_action: 'errors' });
    expect(await kim.submit(form, { 'Why it is fine': 'group alias' })).toMatchObject({
      status: 200,
      json: null,
    });
    await eventually(
      async () => readable((await alert()).blocks).includes('marked as known by kim'),
      'the mark',
    );

    // Link to the suggested person.
    const second = await alert();
    expect(second.ts).toBe(first.ts);
    const lee = office.client('lee');
    await lee.click(second, 'Link to ada@acme.example');
    await eventually(
      async () => readable((await alert()).blocks).includes('linked to Ada Keller'),
      'the link',
    );

    // Add employee, filled in from the account.
    const third = await alert();
    await lee.send(
      await lee.clickBody(third, elementOf(rowsOf(third.blocks, 'sam@studio'), 'Add employee…')),
    );
    const add = await eventually(async () => {
      const modal = await lee.modal();
      return modal.title.text === 'Add employee' ? modal : null;
    }, 'the form');
    expect(readable(add)).toContain('sam@studio.example');
    await lee.submit(add, { Name: 'Sam Studio' });
    await eventually(
      async () => readable((await alert()).blocks).includes('Sam Studio added to the roster'),
      'the employee',
    );

    // The next sync proves that the seat is gone.
    acme.at('2026-03-04T15:00:00Z');
    acme.write(
      'figma.csv',
      accounts(
        FIGMA[0] ?? '',
        'f3,ada.keller@home.example,,,Ada Keller',
        'f4,it-team@acme.example,,,IT Team',
        'f5,sam@studio.example,,,Sam Studio',
      ),
    );
    await office.sync();
    const closed = await alert();
    expect(closed.text).toContain(
      'Figma is clean: 4 findings closed (1 seat freed, 1 linked, 1 known, 1 added)',
    );
    expect(closed.ts).toBe(first.ts);
    expect(labelsOf(closed.blocks)).toEqual([]);

    await kim.command('digest');
    const digest = await eventually(
      () => workspace.whispers.find(({ text }) => text.startsWith('Week 10')),
      'the digest',
    );
    expect(digest).toMatchObject({ user: kim.user, by: 'response_url' });
    // On its day the weekly digest arrives in the channel, with its chart.
    acme.at('2026-03-09T08:00:00Z');
    await office.sync();
    // Both at once, because the service also looks, on a schedule of its own.
    sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-09T08:00:00Z'));
    sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-16T08:00:00Z'));
    await office.settled();
    const weekly = (await workspace.messages()).at(-1);
    expect(weekly?.text).toMatch(/^Week 11/);
    expect(weekly?.blocks.map((block) => (block as { type: string }).type)).toContain('data_visualization');
    expect(office.values('SELECT closing FROM finding ORDER BY account')).toEqual([
      'gone',
      'linked',
      'known',
      'added',
    ]);
  },
  60_000,
);
