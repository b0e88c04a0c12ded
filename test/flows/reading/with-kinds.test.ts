import { expect, test } from 'vitest';
import type { Account, AccountKind } from '../../../src/domain/account.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { accounts, company, type Office, people } from '../../support/company.ts';
import { account } from '../../support/sources.ts';

/** An office whose app m365 lists these accounts, and tells kinds one by one; `asked` holds who was asked about, read by read. */
function officeOf(list: () => readonly Account[], kinds: () => Readonly<Record<string, AccountKind>>) {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: { m365: accounts('u1,ada@acme.example') },
  });
  const asked: string[][] = [];
  const office = acme.open();
  const sync = async () => {
    asked.push([]);
    const { dependencies } = office.context;
    const context = {
      ...office.context,
      dependencies: {
        ...dependencies,
        app: () => ({
          check: async () => [],
          async *accounts() {
            yield list();
          },
          async kindsOf(unowned: readonly Account[]) {
            asked.at(-1)?.push(...unowned.map(({ id }) => id));
            return new Map(Object.entries(kinds()));
          },
        }),
      },
    };
    return syncAll(context, null);
  };
  return { acme, office, sync, asked };
}

const kindsIn = (office: Office) =>
  Object.fromEntries(
    (office.values("SELECT external_id || ' ' || kind FROM account ORDER BY 1") as string[]).map((row) =>
      row.split(' '),
    ),
  );

const LIST = [
  account('u1', 'ada@acme.example', { kind: 'unknown' }),
  account('u2', 'info@acme.example', { kind: 'unknown' }),
  account('u3', 'guest@other.example', { kind: 'guest' }),
];

test('a shared mailbox is not an unknown person: its kind is asked for once, and only if nobody owns the account', async () => {
  const { office, sync, asked } = officeOf(
    () => LIST,
    () => ({ u2: 'shared' }),
  );
  await sync();
  expect(asked).toEqual([['u2']]);
  expect(kindsIn(office)).toEqual({ u1: 'unknown', u2: 'shared', u3: 'guest' });
  expect(office.values("SELECT concern FROM account WHERE external_id = 'u2'")).toEqual([null]);

  const [, second] = await sync();
  expect(asked[1]).toEqual([]);
  expect(kindsIn(office)).toMatchObject({ u2: 'shared' });
  expect(second?.result).toMatchObject({ status: 'complete', counts: { changed: 0 } });
});

test('a mailbox that becomes a shared one is noticed within two weeks', async () => {
  let kind: AccountKind = 'person';
  const { acme, office, sync, asked } = officeOf(
    () => LIST,
    () => ({ u2: kind }),
  );
  await sync();
  kind = 'shared';
  for (let day = 3; day <= 16; day++) {
    acme.at(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`);
    await sync();
  }
  expect(asked.flat()).toEqual(['u2', 'u2']);
  expect(kindsIn(office)).toMatchObject({ u2: 'shared' });
});

test('an account that comes later is asked about then, and one that is not told is asked about again', async () => {
  let list: readonly Account[] = LIST;
  const { sync, asked } = officeOf(
    () => list,
    () => ({}),
  );
  await sync();
  list = [...LIST, account('u4', 'room@acme.example', { kind: 'unknown' })];
  await sync();
  expect(asked).toEqual([['u2'], ['u2', 'u4']]);
});

test('a guest who becomes a member is no longer a guest, and is asked about', async () => {
  let list: readonly Account[] = LIST;
  const { office, sync, asked } = officeOf(
    () => list,
    () => ({ u2: 'shared' }),
  );
  await sync();
  list = [LIST[0], LIST[1], account('u3', 'guest@other.example', { kind: 'unknown' })] as Account[];
  await sync();
  expect(asked[1]).toEqual(['u3']);
  expect(kindsIn(office)).toMatchObject({ u2: 'shared', u3: 'unknown' });
});
