import { describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/chat/platform.ts';
import type { Form } from '../../../src/domain/message.ts';
import { formAbout, formsDesk } from '../../support/forms-desk.ts';
import { offering } from '../platform-contract.ts';
import { listener, sitDown } from './desk.ts';

const CTRL_C = '\u0003';
const CTRL_U = '\u0015';

/** The terminal with a form's button on its last message, and the values filled in so far. */
async function opened(type: Form['type'], { isTTY = true, bot: changes = {} as Partial<Bot> } = {}) {
  const { office, bot } = await formsDesk();
  const filled: Readonly<Record<string, string>>[] = [];
  const { heard, handle } = listener();
  const desk = await sitDown(
    handle,
    { isTTY },
    {
      ...bot,
      submitForm: (by, form, values) => {
        filled.push(values);
        return bot.submitForm(by, form, values);
      },
      ...changes,
    },
  );
  await desk.platform.post(offering({ label: 'Fill in…', form: formAbout(type) }), 'k');
  return { office, desk, heard, filled };
}

describe('a form in the terminal', () => {
  it.each<[Form['type'], string[], string, string]>([
    ['known', ['1', '', ''], 'known figma "u 17" "group alias"', 'is marked as known: group alias.'],
    [
      'known',
      ['Contractor', 'audit', '90'],
      'known figma "u 17" "contractor: audit" until:2026-06-30',
      'is marked as known until 30 Jun: contractor: audit.',
    ],
    [
      'known',
      ['7', '6', 'shared by "ops"', 'soon', '30 days'],
      'known figma "u 17" "shared by \\"ops\\"" until:2026-05-01',
      'is marked as known until 1 May: shared by "ops".',
    ],
    ['snooze', [''], 'snooze figma "u 17" until:2026-04-08', 'is snoozed until 8 Apr.'],
    ['snooze', ['2026-04-02'], 'snooze figma "u 17" until:2026-04-02', 'is snoozed until 2 Apr.'],
    [
      'link',
      ['', 'xyz', 'Ada'],
      'link figma "u 17" ada@acme.example',
      'is linked to Ada Keller (ada@acme.example).',
    ],
    ['link', ['Pablo', '9', 'Pablo', '1'], 'link figma "u 17" pablo', 'is linked to Pablo Ruiz (pablo'],
    [
      'add-person',
      ['', '', '', '', ''],
      'add figma "u 17" name:"IT Team" email:it-team@home.example',
      'IT Team (it-team@home.example) is now in the roster as active.',
    ],
    [
      'add-person',
      ['Sam Studio', 'sam@acme.example', 'Sales', 'ada@acme.example', '2026-12-31'],
      'add figma "u 17" name:"Sam Studio" email:sam@acme.example department:Sales manager:ada@acme.example end:2026-12-31',
      'Sam Studio (sam@acme.example) is now in the roster as active until 31 Dec.',
    ],
  ])(
    '%s is filled in with %j, and shows the command that does the same',
    async (type, answers, command, said) => {
      const { desk } = await opened(type);
      await desk.lines('1', ...answers);
      const seen = desk.seen().replaceAll(/\n(?!›)/g, ' ');
      expect(seen).toContain(`› ${command}`.slice(0, 90));
      expect(seen).toContain(said);
      expect(desk.seen()).toMatch(/seatkeeper> $/);
    },
  );

  it('shows prefilled values, and asks again only for the fields that are wrong', async () => {
    const { desk, filled } = await opened('add-person');
    await desk.lines('1', '', 'pablo', 'Sales', '', '2026-03-01');
    expect(desk.seen()).toContain('Name [IT Team]: ');
    expect(desk.seen()).toContain('Email [it-team@home.example]: ');
    expect(desk.seen()).toContain('This is not an email address. Write one like jo@acme.example.\nEmail');
    await desk.lines('sam@acme.example');
    expect(desk.seen()).toContain('Choose a day after today.');
    await desk.lines('');
    expect(filled).toEqual([
      { name: 'IT Team', email: 'pablo', department: 'Sales', endDate: '2026-03-01' },
      { name: 'IT Team', email: 'sam@acme.example', department: 'Sales' },
    ]);
  });

  it.each<[string[], string]>([
    [['screen in the lobby', ''], 'known figma "u 17" "screen in the lobby"'],
    [['9', '2nd screen', '90'], 'known figma "u 17" "2nd screen" until:2026-06-30'],
  ])(
    '%j: a reason typed instead of a number is taken as the reason, and not asked for again',
    async (answers, command) => {
      const { desk, filled } = await opened('known');
      await desk.lines('1', ...answers);
      expect(desk.seen()).toContain('(number, or your own words): ');
      expect(desk.seen()).toContain(`› ${command}`);
      expect(filled).toHaveLength(1);
      expect(filled[0]).toMatchObject({ reason: 'other' });
    },
  );

  it('insists on a note when the reason is "other"', async () => {
    const { desk, filled } = await opened('known');
    await desk.lines('1', 'other', '', '');
    expect(desk.seen()).toContain('Give the reason in your own words.');
    await desk.lines('kiosk');
    expect(filled.at(-1)).toEqual({ reason: 'other', note: 'kiosk' });
  });

  it.each<[Form['type'], string[]]>([
    ['known', []],
    ['known', ['1']],
    ['known', ['6', '']],
    ['snooze', []],
    ['link', []],
    ['link', ['Pablo']],
    ['add-person', ['Pablo']],
  ])('%s is cancelled with Ctrl-C after %j', async (type, answers) => {
    const { desk, heard, filled } = await opened(type);
    await desk.lines('1', ...answers);
    await desk.keys(CTRL_U);
    await desk.keys(CTRL_C);
    expect(desk.seen()).toMatch(/Nothing was changed\.\nseatkeeper> $/);
    expect([...heard, ...filled]).toEqual([]);
    expect(desk.exits()).toBe(0);
  });

  it('offers choices by number', async () => {
    const { desk } = await opened('known');
    await desk.lines('1');
    expect(desk.seen()).toContain('[1] group alias  [2] meeting room  [3] service account');
  });

  it('asks its questions even without a TTY', async () => {
    const { desk, filled } = await opened('known', { isTTY: false });
    for (const line of ['1', '2', '', '']) await desk.keys(`${line}\n`);
    expect(filled).toEqual([{ reason: 'meeting room' }]);
  });

  it('shows why it cannot be opened', async () => {
    const nothing = { summary: 'Already handled.', title: 'Already handled.', body: [], buttons: [] };
    const { desk } = await opened('known', { bot: { openForm: async () => nothing } });
    await desk.lines('1');
    expect(desk.seen()).toMatch(/Already handled\.\n\nseatkeeper> $/);
  });

  it('ends when an error belongs to none of its fields', async () => {
    const errors = { elsewhere: 'The roster is being replaced.' };
    const { desk } = await opened('snooze', { bot: { submitForm: async () => ({ errors }) } });
    await desk.lines('1', '');
    expect(desk.seen()).toMatch(/The roster is being replaced\.\nNothing was changed\.\nseatkeeper> $/);
  });

  it('reports an error of the bot, and the next command can be typed', async () => {
    const fails = async () => {
      throw new Error('disk full');
    };
    const { desk } = await opened('snooze', { bot: { openForm: fails } });
    await desk.lines('1');
    expect(desk.seen()).toMatch(/That did not work: disk full\nseatkeeper> $/);
  });
});
