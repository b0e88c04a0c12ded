import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/domain/action.ts';
import { accounts, company, type Office, people, seats, staff } from '../../support/company.ts';

/*
 * Stored results depend on the versions of the subjects they were computed from. Each change must bump the version of its
 * subject in the table `version`; a change that no stored result depends on must not bump any.
 */

const APP = ['x1,ella@acme.example', 'x2,p3@old.example,,,Bea', 'x3,,,build-bot,Build Bot,active,bot'];

async function opened() {
  const acme = company({
    roster: people(...staff(20)),
    apps: { figma: accounts(...seats(20), ...APP), zoom: accounts('z1,p1@acme.example') },
    yaml: 'groups:\n  Design: [figma]\n',
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** By subject, with the name of an app instead of its row id. */
function versions({ office }: Opened): ReadonlyMap<string, number> {
  const rows = office.context.store.sqlite
    .prepare(
      `SELECT CASE WHEN name IS NULL THEN subject ELSE substr(subject, 1, instr(subject, ':')) || name END, value
       FROM version LEFT JOIN source ON subject IN ('accounts:' || source.id, 'findings:' || source.id)`,
    )
    .raw()
    .all();
  return new Map(rows as [string, number][]);
}

async function bumpedBy(opening: Opened, change: () => unknown): Promise<string> {
  const before = versions(opening);
  await change();
  return [...versions(opening)]
    .filter(([subject, value]) => value !== before.get(subject))
    .map(([subject]) => subject)
    .sort()
    .join(' ');
}

const asked =
  (...lines: string[]) =>
  async ({ office }: Opened) => {
    for (const line of lines) expect((await office.ask(line)).ok, line).toBe(true);
  };

const pressed =
  (...actions: Action[]) =>
  async ({ office }: Opened) => {
    for (const action of actions) expect((await office.press(action)).done, action.type).toBe(true);
  };

const acceptRule = { type: 'accept-rule', from: 'old.example', to: 'acme.example' } as const;
const endRule = { type: 'end-rule', from: 'old.example' } as const;

const read = (file: string, text: string) => async (opening: Opened) => {
  opening.acme.write(file, text);
  await opening.office.sync();
};

const CHANGES: readonly (readonly [what: string, subjects: string, change: (opening: Opened) => unknown])[] =
  [
    ['marking an account as known', 'decisions findings:figma', asked('known figma x1 "group alias"')],
    ['linking an account', 'decisions findings:figma', asked('link figma x1 p1@acme.example')],
    ['adding a person', 'added-people findings:figma', asked('add figma x1 name:Ella')],
    [
      'adding a person whose address the account lacks',
      'added-people decisions',
      asked('add figma x3 name:Bot email:bot@acme.example'),
    ],
    ['accepting a rule', 'findings:figma rules', pressed(acceptRule)],
    [
      'a new account',
      'accounts:figma',
      read('figma.csv', accounts(...seats(20), ...APP, 'x4,p4@acme.example')),
    ],
    ['a changed account', 'accounts:zoom', read('zoom.csv', accounts('z1,p2@acme.example'))],
    ['an account that is gone', 'accounts:figma', read('figma.csv', accounts(...seats(19), ...APP))],
    ['a new person', 'roster', read('roster.csv', people(...staff(21)))],
    [
      'a person who left',
      'findings:figma roster',
      read('roster.csv', people(...staff(20, (n) => (n === 5 ? 'offboarded,,2026-03-01' : 'active')))),
    ],
    ['a person missing from the roster', 'findings:figma roster', read('roster.csv', people(...staff(19)))],
    ['a sync that finds everything as it was', '', ({ office }) => office.sync()],
    ['snoozing an account', 'findings:figma', asked('snooze figma x1 until:2026-03-20')],
    ['snoozing an app', '', pressed({ type: 'snooze-app', app: 'figma', days: 7 })],
    ['choosing columns', '', asked('columns figma set person,email')],
    ['a question', '', asked('access figma', 'savings', 'groups')],
  ];

test.each(CHANGES)('%s bumps: %s', async (_, subjects, change) => {
  const opening = await opened();
  expect(await bumpedBy(opening, () => change(opening))).toBe(subjects);
});

test.each([
  ['a known account', 'known figma x1 "group alias"', 'known figma x1 --undo', 'decisions findings:figma'],
  ['a link', 'link figma x1 p1@acme.example', 'link figma x1 --undo', 'decisions findings:figma'],
])('taking back %s bumps again', async (_, decide, undo, subjects) => {
  const opening = await opened();
  await asked(decide)(opening);
  expect(await bumpedBy(opening, () => asked(undo)(opening))).toBe(subjects);
});

test('ending a rule bumps again', async () => {
  const opening = await opened();
  await pressed(acceptRule)(opening);
  expect(await bumpedBy(opening, () => pressed(endRule)(opening))).toBe('findings:figma rules');
});

test('a decision that lapses by its date bumps', async () => {
  const opening = await opened();
  await asked('known figma x1 "group alias" until:2026-03-09')(opening);
  opening.acme.at('2026-03-10T09:00:00Z');
  expect(await bumpedBy(opening, () => opening.office.sync())).toBe('decisions findings:figma');
});

test('a roster record that takes the place of a person added by hand bumps both', async () => {
  const opening = await opened();
  await asked('add figma x1 name:Ella')(opening);
  const withElla = people(...staff(20), 'E1,ella@acme.example,,,Ella,active');
  expect(await bumpedBy(opening, () => read('roster.csv', withElla)(opening))).toBe('added-people roster');
});

describe('a held read is judged again before it becomes visible', () => {
  const held = (office: Office) => Number(office.values("SELECT id FROM run WHERE status = 'held'")[0]);
  const owner = (office: Office) => office.values("SELECT rule FROM account WHERE external_id = 'x9'")[0];

  async function withHeldRead(email: string) {
    const opening = await opened();
    opening.acme.write('figma.csv', accounts(...seats(8), ...APP, `x9,${email}`));
    await opening.office.sync();
    return opening;
  }

  const accept = ({ office }: Opened) => office.press({ type: 'accept-run', run: held(office) });

  test.each([
    ['a rule', 'p7@old.example', 'domain-alias', pressed(acceptRule)],
    ['a person added by hand', 'ella@acme.example', 'email', asked('add figma x1 name:Ella')],
    [
      'a roster read',
      'ella@acme.example',
      'email',
      async ({ acme, office }: Opened) => {
        acme.write('roster.csv', people(...staff(20), 'E1,ella@acme.example,,,Ella,active'));
        await office.sync('csv');
      },
    ],
  ])('when %s came in the meantime', async (_, email, rule, change) => {
    const opening = await withHeldRead(email);
    expect(owner(opening.office)).toBeNull();
    await change(opening);
    expect((await accept(opening)).done).toBe(true);
    expect(owner(opening.office)).toBe(rule);
  });

  test('when an earlier version of Seatkeeper read it, whatever it kept as version', async () => {
    const opening = await withHeldRead('ella@acme.example');
    const { sqlite } = opening.office.context.store;
    // The state before the table of versions existed: a token of another form, and no versions.
    sqlite.prepare('UPDATE run SET basis = ? WHERE id = ?').run('1:1 +0 =0:0', held(opening.office));
    sqlite.exec(
      "DELETE FROM version; UPDATE person SET email = 'ella@acme.example' WHERE external_id = 'P20'",
    );
    expect((await accept(opening)).done).toBe(true);
    expect(owner(opening.office)).toBe('email');
  });
});
