import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { holdsSeat } from '../../../src/domain/account.ts';
import { type BucketDays, bucketOf, keptBefore, type SeatGroup } from '../../../src/domain/money/bucket.ts';
import { listApps, openApp } from '../../../src/flows/context.ts';
import { seatGroups, seatQuestion } from '../../../src/flows/money/count-seats.ts';
import { eachAccount, type StoredAccount } from '../../../src/store/accounts/accounts.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { bumpVersion } from '../../../src/store/db/versions.ts';
import { decideKnown } from '../../../src/store/decisions/decisions.ts';
import { countSeats, longestIdle } from '../../../src/store/money/seats.ts';
import { company, csvOf, type Office, people, range, staff } from '../../support/company.ts';

const HEADER = 'id,email,aliases,username,name,state,kind,role,licenses,last_active,created';
const LICENSES = { figma: 'sku,product,unit_price,currency\nFULL,Full,45,USD\nDEV,Dev,20,EUR\n' };
const STATUS = ['active', 'active', 'active', 'inactive', 'offboarded,,2026-01-31'];
const ROSTER = people(...staff(8, (n) => STATUS[n % STATUS.length] ?? 'active'));

const row = fc.record({
  person: fc.integer({ min: 1, max: 11 }),
  state: fc.constantFrom('active', 'active', 'active', 'suspended', 'deactivated'),
  licenses: fc.constantFrom('', 'Full', 'Full', 'Dev', 'Full;Dev', 'Odd'),
  lastActive: fc.constantFrom(
    '',
    '2025-06-01',
    '2025-12-31',
    '2026-01-01',
    // Around the day after which nothing is idle, where the days of the company and of UTC are two.
    '2025-12-31T10:30:00Z',
    '2025-12-31T12:00:00Z',
    '2026-01-01T07:30:00Z',
    '2026-01-01T08:30:00Z',
    '2026-02-28',
    '2026-02-28T08:00:00Z',
  ),
  created: fc.constantFrom(
    '',
    '2020-01-01',
    '2026-01-30',
    '2026-01-30T11:30:00Z',
    '2026-01-31',
    '2026-01-31T07:30:00Z',
    '2026-02-20',
  ),
});
const files = fc.array(row, { minLength: 1, maxLength: 60 }).map((rows) =>
  csvOf(
    HEADER,
    // One address may belong to several accounts, and 9 to 11 belong to nobody.
    rows.map(
      ({ person, state, licenses, lastActive, created }, at) =>
        `a${at},p${person}@acme.example,,,,${state},person,,${licenses},${lastActive},${created}`,
    ),
  ),
);

const zone = fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles');

const SHARED = {
  reason: 'shared',
  until: null,
  facts: { email: 'x@else.example', role: null, owner: null },
};

/** The number of seats in each bucket, by the rules of the domain. */
function byTheRules({ context }: Office, licensed: boolean, days: BucketDays) {
  const [app] = listApps(context);
  if (app === undefined) throw new Error('no app');
  const seatsOf = [...eachAccount(context.store, app.source.id)].filter(
    ({ account }) => holdsSeat(account) && (account.licenses.length > 0 || !licensed),
  );
  const second = (one: StoredAccount) =>
    one.status === 'active' &&
    seatsOf.some(
      (other) =>
        other.row !== one.row &&
        other.person === one.person &&
        keptBefore(
          { ...other.account, row: other.row },
          { ...one.account, row: one.row },
          context.config.timezone,
        ),
    );
  const first = context.store.sqlite
    .prepare("SELECT min(ended_at) FROM run WHERE source = ? AND status = 'complete'")
    .pluck()
    .get(app.source.id) as string;
  const groups = new Map<string, number>();
  const idle: StoredAccount[] = [];
  for (const seat of seatsOf) {
    const { account, known, status, firstSeen } = seat;
    const since = account.created ?? (firstSeen > first ? firstSeen : null);
    const bucket = bucketOf(
      { known, status, duplicate: second(seat), since, lastActive: account.lastActive },
      days,
    );
    if (bucket === 'idle') idle.push(seat);
    const key = JSON.stringify([account.licenses, bucket]);
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  const longest = idle
    .map(({ row, account }) => ({ row, day: account.lastActive ?? '' }))
    .sort((a, b) => (a.day === b.day ? a.row - b.row : a.day < b.day ? -1 : 1));
  return { groups: Object.fromEntries([...groups].sort()), idle: longest.map(({ row }) => row) };
}

const counted = (groups: readonly SeatGroup[]) =>
  Object.fromEntries(
    groups
      .map(({ licenses, bucket, count }) => [JSON.stringify([licenses, bucket]), count] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

test('the first read, the SQL count and the domain rules put the same seats into the same buckets', async () => {
  await fc.assert(
    fc.asyncProperty(files, files, fc.boolean(), zone, async (first, second, licensed, timezone) => {
      const acme = company({
        roster: ROSTER,
        apps: { figma: first },
        ...(licensed ? { licenses: LICENSES } : {}),
      });
      acme.configure((yaml) => yaml.replace('Europe/Berlin', timezone));
      const office = acme.open();
      const figma = () => {
        const config = acme.config.apps[0];
        if (config === undefined) throw new Error('no app');
        return openApp(office.context, config);
      };
      const check = () => {
        const question = seatQuestion(office.context, figma());
        expect(question.licensed).toBe(licensed);
        const sql = countSeats(office.context.store, question);
        expect(figma().source.numbers.seats?.groups).toEqual(sql);
        expect(seatGroups(office.context, figma())).toEqual(sql);
        const rules = byTheRules(office, licensed, question);
        expect(counted(sql)).toEqual(rules.groups);
        expect(longestIdle(office.context.store, question, 3)).toEqual(rules.idle.slice(0, 3));
        expect(longestIdle(office.context.store, question, 1000)).toEqual(rules.idle);
      };
      await office.sync();
      check();
      const known = office.values("SELECT external_id FROM account WHERE status <> 'active' LIMIT 1")[0];
      if (typeof known === 'string')
        await office.press({
          type: 'known',
          app: 'figma',
          account: known,
          reason: 'contractor',
          until: null,
        });
      acme.at('2026-03-05T09:00:00Z');
      acme.write('figma.csv', second);
      await office.sync();
      if (office.values('SELECT status FROM run ORDER BY id DESC LIMIT 1')[0] === 'complete') check();
      office.close();
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('a first read counts seats while reading, without reading the accounts again', async () => {
  const statements: string[] = [];
  const acme = company({
    roster: people(...staff(50)),
    apps: {
      figma: csvOf(
        HEADER,
        range(50).map((n) => `a${n},p${n}@acme.example,,,,active,person,,Full,2026-01-01`),
      ),
    },
    licenses: LICENSES,
  });
  const office = acme.open({ onStatement: (sql) => statements.push(sql) });
  await office.sync();
  const counts = () => statements.filter((sql) => sql.includes('row_number()')).length;
  expect(counts()).toBe(0);
  await office.ask('savings figma');
  await office.ask('digest');
  await office.sync();
  expect(counts()).toBe(0);
  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  expect(counts()).toBe(1);
});

/** Marks the only account as known, in one transaction as an admin's click does. */
function markKnown(store: Store): void {
  store.write(() => {
    const app = store.sqlite.prepare('SELECT app FROM account').pluck().get() as number;
    store.sqlite.exec('UPDATE account SET known = 1');
    decideKnown(store, { ...SHARED, app, account: 'a1', by: 'kim', at: '2026-03-02T09:00:00Z' });
  });
}

function oneAccount() {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: csvOf(HEADER, ['a1,x@else.example']) },
  });
  const beside = openStore(acme.file('seatkeeper.db'));
  onTestFinished(() => beside.close());
  beside.sqlite.pragma('busy_timeout = 0');
  return { acme, beside };
}

function groupsOf({ context }: Office): readonly SeatGroup[] {
  const [app] = listApps(context);
  if (app === undefined) throw new Error('no app');
  return seatGroups(context, app);
}

test('counts a decision that another process makes while a first read stores its counts', async () => {
  const { acme, beside } = oneAccount();
  let checked = false;
  let lockedOut = false;
  const office = acme.open({
    onStatement: (sql) => {
      if (checked && !lockedOut) {
        try {
          markKnown(beside);
        } catch {
          lockedOut = true;
        }
      }
      checked = sql.startsWith('SELECT 1 FROM decision WHERE app');
    },
  });
  await office.sync();
  if (lockedOut) markKnown(beside);
  expect(groupsOf(office)).toEqual([{ licenses: [], bucket: 'known', count: 1 }]);
  // The other process came at the moment that matters, and had to wait.
  expect(lockedOut).toBe(true);
});

test('keeps no counts of a change that was rolled back, whose version the next change gets', async () => {
  const { acme, beside } = oneAccount();
  const office = acme.open();
  await office.sync();
  const { store } = office.context;
  expect(() =>
    store.write(() => {
      bumpVersion(store, 'decisions');
      store.sqlite.exec("UPDATE account SET status = 'inactive'");
      expect(groupsOf(office)).toEqual([{ licenses: [], bucket: 'leaver', count: 1 }]);
      throw new Error('the disk is full');
    }),
  ).toThrow('the disk is full');
  markKnown(beside);
  expect(groupsOf(office)).toEqual([{ licenses: [], bucket: 'known', count: 1 }]);
});
