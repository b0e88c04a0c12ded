import { expect, test } from 'vitest';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

/*
 * A read takes time, and a held one waits for an admin for days. Changes that the roster or an admin makes in the meantime
 * count when the read is accepted.
 */

async function opened() {
  let meanwhile: (() => void) | null = null;
  const acme = company({
    roster: people(...staff(20)),
    apps: { figma: accounts(...seats(20), 'x1,grace@home.example', 'x2,dee@acme.example') },
  });
  const office = acme.open({}, () => {
    const work = meanwhile;
    meanwhile = null;
    work?.();
  });
  await office.sync();
  const [person] = office.values("SELECT id FROM person WHERE external_id = 'P1'");
  acme.at('2026-03-02T10:00:00Z');
  return {
    acme,
    office,
    link: { type: 'link', app: 'figma', account: 'x1', person: Number(person) } as const,
    during: (work: () => void) => {
      meanwhile = work;
    },
    held: () => Number(office.values("SELECT id FROM run WHERE status = 'held'")[0]),
    status: (account: string) => office.values('SELECT status FROM account WHERE external_id = ?', account),
  };
}

const dee = {
  type: 'add-person',
  app: 'figma',
  account: 'x2',
  name: 'Dee',
  email: null,
  department: null,
  manager: null,
  endDate: null,
} as const;
const changed = ['x1,grace@home.example,,,Grace', 'x2,dee@acme.example,,,Dee'];

test('a link made while a read is held survives its acceptance', async () => {
  const { acme, office, link, held, status } = await opened();
  acme.write('figma.csv', accounts(...seats(8), ...changed));
  await office.sync();
  await office.press(link);
  await office.press({ type: 'accept-run', run: held() });
  expect(status('x1')).toEqual(['active']);
});

test('a person who returned while a read was held is not a finding once it is accepted', async () => {
  const { acme, office, held, status } = await opened();
  acme.write('roster.csv', people(...staff(20, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active'))));
  acme.write('figma.csv', accounts(...seats(8), 'b3,p3@acme.example'));
  await office.sync();
  acme.write('roster.csv', people(...staff(20)));
  const id = held();
  // Only the roster is synced, because a new read of the app would replace the held one.
  await office.sync('none');
  await office.press({ type: 'accept-run', run: id });
  expect(status('b3')).toEqual(['active']);
});

test('a person who left while a read was held is a finding once it is accepted', async () => {
  const { acme, office, held, status } = await opened();
  acme.write('figma.csv', accounts(...seats(8), 'b3,p3@acme.example'));
  await office.sync();
  acme.write('roster.csv', people(...staff(20, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync('none');
  await office.press({ type: 'accept-run', run: held() });
  expect(status('b3')).toEqual(['inactive']);
});

test('a link made while the app is read is not undone by the read', async () => {
  const { acme, office, link, during, status } = await opened();
  acme.write('figma.csv', accounts(...seats(20), ...changed));
  // The first page is the roster's, the second the app's.
  let pressed: Promise<unknown> | null = null;
  during(() =>
    during(() => {
      pressed = office.press(link);
    }),
  );
  await office.sync();
  expect(await pressed).toMatchObject({ done: true });
  expect(status('x1')).toEqual(['active']);
});

test('an employee added while the app is read owns the accounts that the read brings', async () => {
  const { acme, office, during, status } = await opened();
  acme.write('figma.csv', accounts(...seats(20), ...changed, 'y1,dee+figma@acme.example'));
  let pressed: Promise<unknown> | null = null;
  during(() =>
    during(() => {
      pressed = office.press(dee);
    }),
  );
  await office.sync();
  expect(await pressed).toMatchObject({ done: true });
  expect([...status('x2'), ...status('y1')]).toEqual(['active', 'active']);
});

test('an account marked as known while the app is read stays known', async () => {
  const { acme, office, during } = await opened();
  acme.write('figma.csv', accounts(...seats(20), ...changed));
  let pressed: Promise<unknown> | null = null;
  during(() =>
    during(() => {
      pressed = office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'other', until: null });
    }),
  );
  await office.sync();
  expect(await pressed).toMatchObject({ done: true });
  expect(office.values("SELECT known FROM account WHERE external_id = 'x1'")).toEqual([1]);
});
