import { describe, expect, test } from 'vitest';
import { handedOn } from '../../../src/domain/owners/handed-on.ts';
import { seen } from '../../commands/desk.ts';
import { company, csvOf, linesOf, people } from '../../support/company.ts';

const ROSTER = people(
  '1,ada@acme.example,,,Ada Keller,active',
  '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-02-20',
);
const HEADER = 'id,email,name,role';
const OTHERS = ['f8,ada@acme.example,Ada Keller,member'];
const figma = (...rows: readonly string[]) => csvOf(HEADER, [...rows, ...OTHERS]);

async function opened(row: string) {
  const acme = company({ roster: ROSTER, apps: { figma: figma(row) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  const read = async (at: string, ...rows: readonly string[]) => {
    acme.at(at);
    acme.write('figma.csv', figma(...rows));
    await office.sync();
    return linesOf(await office.news()).join('\n');
  };
  const owner = () =>
    office.values(
      "SELECT coalesce(p.name, 'nobody') FROM account LEFT JOIN person p ON p.id = account.person WHERE account.external_id = 'f1'",
    )[0];
  return { office, read, owner };
}

async function linked() {
  const desk = await opened('f1,ada.k@home.example,Ada K,member');
  await desk.office.ask('link figma f1 ada@acme.example');
  await desk.office.news();
  expect(desk.owner()).toBe('Ada Keller');
  return desk;
}

describe('a link by hand, when the vendor gives the account id to somebody else', () => {
  test('does not make a stranger an employee: it ends, is asked, audited and told', async () => {
    const { office, read, owner } = await linked();
    const said = await read('2026-03-03T09:00:00Z', 'f1,zora@out.example,Zora Quill,member');
    expect(owner()).toBe('nobody');
    expect(said).toContain(
      'the link of Zora Quill (zora@out.example) ended: the app gave the account to somebody else, it was Ada K, ada.k@home.example',
    );
    const audit = seen(await office.ask('audit'), 300);
    expect(audit).toContain('ended the link of');
    expect(audit).toContain('the app gave it to somebody else; it was Ada K, ada.k@home.example');
    expect(seen(await office.ask('access figma f1'), 300)).toContain(
      'no longer linked: the app gave it to somebody else; it was Ada K, ada.k@home.example',
    );
    expect(seen(await office.ask('app figma'), 300)).not.toContain('known: the app gave');
    // Nobody suggests the one who had it.
    expect(seen(await office.ask('why figma f1'), 300)).not.toContain('Ada');
    await read('2026-03-03T10:00:00Z', 'f1,zora@out.example,Zora Quill,member');
    expect(owner()).toBe('nobody');
  });

  test.each([
    ['another address', 'f1,ada@new.example,Ada K,member'],
    ['another name', 'f1,ada.k@home.example,Grace Moe,member'],
    ['a marriage', 'f1,ada.moe@home.example,Ada Moe,member'],
    ['another domain and no name any more', 'f1,ada.k@new.example,,member'],
    ['another role', 'f1,ada.k@home.example,Ada K,admin'],
  ])('holds for %s', async (_, row) => {
    const { read, owner } = await linked();
    await read('2026-03-03T09:00:00Z', row);
    expect(owner()).toBe('Ada Keller');
  });
});

describe('a link by hand on an account that was gone', () => {
  test.each([
    ['a day, and is the same', '2026-03-04T09:00:00Z', 'f1,ada.k@home.example,Ada K,member', 'Ada Keller'],
    ['two months', '2026-05-03T09:00:00Z', 'f1,ada.k@home.example,Ada K,member', 'nobody'],
    [
      'a day, and has another address',
      '2026-03-04T09:00:00Z',
      'f1,sales@home.example,Ada K,member',
      'nobody',
    ],
    ['a day, and is an admin now', '2026-03-04T09:00:00Z', 'f1,ada.k@home.example,Ada K,admin', 'nobody'],
  ])('%s', async (_, back, row, whose) => {
    const { office, read, owner } = await linked();
    await read('2026-03-03T09:00:00Z');
    await read(back, row);
    expect(owner()).toBe(whose);
    if (whose !== 'nobody') return;
    expect(seen(await office.ask('access figma f1'), 300)).toContain(
      'no longer linked: it was gone from 2026-03-03',
    );
    expect(seen(await office.ask('audit'), 300)).toContain('ended the link of');
  });
});

test('a leaver is not blamed for the account of a stranger who got its id', async () => {
  const { office, read, owner } = await opened('f1,ben@acme.example,Ben Okafor,member');
  expect(owner()).toBe('Ben Okafor');
  await read('2026-03-03T09:00:00Z', 'f1,zora@out.example,Zora Quill,member');
  expect(owner()).toBe('nobody');
  expect(seen(await office.ask('access figma f1'), 300)).toContain(
    'given to somebody else by the app; it was Ben Okafor, ben@acme.example',
  );
  expect(seen(await office.ask('why figma f1'), 300)).not.toContain('Ben');
});

describe('a stranger who got the account id of somebody with an open finding', () => {
  const BEN = 'f1,ben@acme.example,Ben Okafor,member';
  const ZORA = 'f1,zora@out.example,Zora Quill,member';
  const NEWS = 'New in Figma: nobody knows Zora Quill (zora@out.example)';

  test.each([
    ['a leaver', BEN, 'it was Ben Okafor, ben@acme.example'],
    ['another stranger', 'f1,max@out.example,Max Otto,member', 'it was Max Otto, max@out.example'],
  ])('is not hidden behind the snooze of %s, and is news once', async (_, row, was) => {
    const { office, read } = await opened(row);
    await office.ask('snooze figma f1 until:2026-09-01');
    await office.news();
    const said = await read('2026-03-09T09:00:00Z', ZORA);
    expect(said).toContain(NEWS);
    expect(said).toContain(was);
    expect(office.values('SELECT snoozed_until FROM finding')).toEqual([null]);
    expect(await read('2026-03-12T09:00:00Z', ZORA, 'f9,kim@acme.example,,member')).not.toContain(NEWS);
  });

  test('is not hidden behind the snooze of a leaver whom an admin had linked', async () => {
    const { office, read } = await opened('f1,max@out.example,Max Otto,member');
    await office.ask('link figma f1 ben@acme.example');
    await office.ask('snooze figma f1 until:2026-09-01');
    await office.news();
    expect(await read('2026-03-09T09:00:00Z', ZORA)).toContain(NEWS);
  });

  test('is not hidden behind "I removed it"', async () => {
    const { office, read } = await opened(BEN);
    await office.ask('removed figma f1');
    await office.news();
    expect(await read('2026-03-09T09:00:00Z', ZORA)).toContain(NEWS);
  });

  test('a snooze holds when only the address changes', async () => {
    const { office, read } = await opened('f1,max@out.example,Max Otto,member');
    await office.ask('snooze figma f1 until:2026-09-01');
    await office.news();
    expect(await read('2026-03-09T09:00:00Z', 'f1,max.otto@new.example,Max Otto,member')).not.toContain(
      'New in',
    );
    expect(office.values('SELECT snoozed_until FROM finding')).toEqual(['2026-09-01']);
  });
});

test('a leaver whose account is renamed is still seen', async () => {
  const { read, owner } = await opened('f1,ben@acme.example,Ben Okafor,member');
  await read('2026-03-03T09:00:00Z', 'f1,ben.okafor@home.example,Ben Okafor,member');
  expect(owner()).toBe('Ben Okafor');
});

test('a fact that is not told does not count as changed', () => {
  const called = (name: string | null, email: string | null, username: string | null = null) => ({
    name,
    username,
    emails: email === null ? [] : [email],
  });
  expect(handedOn(called('Ada K', null), called('Zora Q', 'z@out.example'))).toBe(false);
  expect(handedOn(called(null, 'a@x.example'), called('Zora Quill', 'z@out.example'))).toBe(false);
  expect(handedOn(called('Ada K', 'a@x.example', 'ak7'), called('Zora Quill', 'z@out.example', 'AK7'))).toBe(
    false,
  );
  expect(handedOn(called('Ada K', 'a@x.example', 'ak7'), called('Zora Quill', 'z@out.example', 'zq1'))).toBe(
    true,
  );
  expect(handedOn(called('ada@x.example', 'ada@x.example'), called('zora@x.example', 'zora@x.example'))).toBe(
    true,
  );
});
