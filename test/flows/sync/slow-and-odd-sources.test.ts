import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import type { PersonRecord } from '../../../src/domain/person.ts';
import { type SyncReport, syncAll } from '../../../src/flows/sync/sync-all.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { accounts, company, linesOf, people, range } from '../../support/company.ts';
import { account, person, trouble, withSources } from '../../support/sources.ts';

const SIZE = 24;
const ids = (count: number) => range(count).map((n) => `app${n}`);
const seat = (app: string) => (n: number) => account(`${app}-${n}`, `p${n}@acme.example`);
const member = (n: number) => person(`P${n}`, `p${n}@acme.example`);
const ends = (report: SyncReport) => Object.fromEntries(report.map(({ id, result }) => [id, result.status]));

function opened(apps: readonly string[], yaml = '') {
  const acme = company({
    roster: people(),
    apps: Object.fromEntries(apps.map((id) => [id, accounts()])),
    yaml,
  });
  return { acme, office: acme.open() };
}

/** A source that lists all of these at once. */
function whole<Row>(rows: readonly Row[]) {
  return async function* (): AsyncGenerator<readonly Row[]> {
    yield rows;
  };
}

const everybody = whole<PersonRecord>(range(SIZE).map(member));
const full = (app: string) => whole<Account>(range(SIZE).map(seat(app)));

test('one app of twenty hangs: the other 19 are told while it does, and its trouble is one line in health', async () => {
  const apps = ids(20);
  const { office } = opened(apps);
  let hangs = true;
  let give = (_: Error) => {};
  const context = withSources(office, {
    apps: Object.fromEntries(
      apps.map((id) => [
        id,
        id === 'app7'
          ? async function* (): AsyncGenerator<readonly Account[]> {
              await new Promise((_, reject) => {
                give = reject;
              });
            }
          : full(id),
      ]),
    ),
    rosters: { csv: everybody },
  });
  const syncing = syncAll(context, null).finally(() => {
    hangs = false;
  });
  const heard: string[] = [];
  while (hangs && !heard.some((line) => line.startsWith('post: App20'))) {
    await wait(20);
    heard.push(...linesOf(await office.news()));
  }
  expect(hangs).toBe(true);
  expect(heard.filter((line) => /^post: App\d+ /.test(line))).toHaveLength(19);
  give(trouble('app7'));
  expect(ends(await syncing)).toMatchObject({ app7: 'failed', app6: 'complete' });
  const { ok, message } = await office.ask('health');
  expect(ok).toBe(false);
  const problems = message.body.filter(({ type }) => type === 'row').map((row) => JSON.stringify(row));
  expect(problems).toEqual([expect.stringContaining('app7 did not answer')]);
});

test('a vendor that takes 25 s for each page is read, until the time for one source is used up', async () => {
  const { acme, office } = opened(['slow', 'endless'], 'sync: { appTimeout: 15m }');
  let clock = 0;
  const slowly = (id: string, pages: number) =>
    async function* (): AsyncGenerator<readonly Account[]> {
      for (const page of range(pages)) {
        // A moment in which the timer of a time that is used up can run.
        await wait(2);
        clock += 25_000;
        yield [seat(id)(page)];
      }
    };
  const sources = { slow: slowly('slow', 12), endless: full('endless') };
  const run = async (apps: typeof sources) => {
    const context = withSources(office, { apps, rosters: { csv: everybody } });
    return await syncAll(
      { ...context, dependencies: { ...context.dependencies, elapsed: () => clock } },
      null,
    );
  };
  expect(ends(await run(sources))).toMatchObject({ slow: 'complete', endless: 'complete' });
  acme.at('2026-03-02T10:00:00Z');
  const report = await run({ ...sources, slow: full('slow'), endless: slowly('endless', 60) });
  expect(ends(report)).toMatchObject({ endless: 'failed' });
  expect(office.values("SELECT error FROM run WHERE status = 'failed'")[0]).toMatch(
    /endless kept the read waiting for 15 min.*sync: \{ appTimeout \}/,
  );
  expect(
    office.values(
      "SELECT count(*) FROM account JOIN source ON source.id = app WHERE source.name = 'endless'",
    ),
  ).toEqual([SIZE]);
});

test.each([
  ['held', whole<PersonRecord>(range(SIZE / 3).map(member)), 'held'],
  [
    'failing in the middle',
    async function* (): AsyncGenerator<readonly PersonRecord[]> {
      yield range(SIZE / 3).map(member);
      throw trouble('csv');
    },
    'failed',
  ],
] as const)(
  'apps that were fetched while the roster was %s are judged by the last good one, never by half a roster',
  async (_, half, outcome) => {
    const apps = ids(3);
    const { acme, office } = opened(apps);
    const lists = Object.fromEntries(apps.map((id) => [id, full(id)]));
    await syncAll(withSources(office, { apps: lists, rosters: { csv: everybody } }), null);
    await office.news();
    acme.at('2026-03-03T09:00:00Z');
    let fetched = 0;
    let go = () => {};
    const all = new Promise<void>((resolve) => {
      go = resolve;
    });
    const counted = Object.fromEntries(
      apps.map((id) => [
        id,
        async function* (): AsyncGenerator<readonly Account[]> {
          yield [...range(SIZE).map(seat(id)), account(`${id}-new`, 'p20@acme.example')];
          if (++fetched === apps.length) go();
        },
      ]),
    );
    const context = withSources(office, {
      apps: counted,
      rosters: {
        async *csv() {
          // Every app is read to its end before.
          await all;
          yield* half();
        },
      },
    });
    expect(ends(await syncAll(context, null))).toEqual({
      csv: outcome,
      app1: 'complete',
      app2: 'complete',
      app3: 'complete',
    });
    expect(office.values('SELECT DISTINCT status FROM account')).toEqual(['active']);
    expect(office.values('SELECT count(*) FROM finding')).toEqual([0]);
    expect((await office.news()).filter(({ says }) => /left|inactive|unknown/i.test(says))).toEqual([]);
  },
);

test.each([
  ['an hour', '2026-03-03T08:00:00Z'],
  ['two days', '2026-03-01T09:00:00Z'],
])('a clock set back by %s during a sync loses nothing, and tells nothing twice', async (_, back) => {
  const apps = ids(2);
  const { acme, office } = opened(apps);
  const lists = Object.fromEntries(apps.map((id) => [id, full(id)]));
  await syncAll(withSources(office, { apps: lists, rosters: { csv: everybody } }), null);
  await office.news();
  acme.at('2026-03-03T09:00:00Z');
  const leaving = whole(
    range(SIZE).map((n) => (n === 4 ? { ...member(n), status: 'offboarded' as const } : member(n))),
  );
  const jumping = {
    ...lists,
    async *app1(): AsyncGenerator<readonly Account[]> {
      yield range(SIZE / 2).map(seat('app1'));
      acme.at(back);
      yield [
        ...range(SIZE)
          .slice(SIZE / 2)
          .map(seat('app1')),
        account('app1-x', 'x@else.example'),
      ];
    },
  };
  const report = await syncAll(withSources(office, { apps: jumping, rosters: { csv: leaving } }), null);
  expect(ends(report)).toEqual({ csv: 'complete', app1: 'complete', app2: 'complete' });
  const open =
    'SELECT external_id FROM finding JOIN account ON account.id = account WHERE closed_at IS NULL ORDER BY 1';
  expect(office.values(open)).toEqual(['app1-4', 'app1-x', 'app2-4']);
  expect((await office.news()).filter(({ quiet }) => !quiet)).toHaveLength(2);
  // The clock is right again.
  acme.at('2026-03-03T10:00:00Z');
  const after = {
    ...lists,
    app1: whole([...range(SIZE).map(seat('app1')), account('app1-x', 'x@else.example')]),
  };
  await syncAll(withSources(office, { apps: after, rosters: { csv: leaving } }), null);
  expect(office.values(open)).toEqual(['app1-4', 'app1-x', 'app2-4']);
  expect((await office.news()).filter(({ quiet }) => !quiet)).toEqual([]);
  expect(verifyAudit(office.context.store).ok).toBe(true);
});
