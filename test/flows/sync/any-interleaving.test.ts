import fc, { type Scheduler } from 'fast-check';
import { expect, test } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import type { PersonRecord } from '../../../src/domain/person.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { allRows } from '../../support/all-rows.ts';
import { accounts, company, people, range } from '../../support/company.ts';
import { account, person, trouble, withSources } from '../../support/sources.ts';

/** A failure stops at once, because shrinking companies of whole syncs would take minutes. */
const BOUNDED = { numRuns: 12, endOnFailure: true };
const DAYS = ['2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z'];
const APPS = ['figma', 'github', 'zoom', 'miro'];
const ROSTERS = ['hr', 'contractors'];
const PEOPLE = 24;

/** One list on one day: who is on it, how it is cut into pages, and how it ends. */
const list = fc.record({
  // Mostly nearly all, now and then so few that the guard holds it.
  without: fc.oneof(
    { weight: 5, arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: PEOPLE }), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(range(PEOPLE - 3)) },
  ),
  pages: fc.array(fc.nat(9), { maxLength: 8 }),
  ends: fc.oneof(
    { weight: 8, arbitrary: fc.constant('well' as const) },
    { weight: 1, arbitrary: fc.constant('badly' as const) },
    { weight: 1, arbitrary: fc.constant('changed once' as const) },
  ),
});
type List = { readonly without: readonly number[]; readonly pages: readonly number[]; readonly ends: string };
const day = fc.record(Object.fromEntries([...APPS, ...ROSTERS].map((id) => [id, list])));
type World = readonly Readonly<Record<string, List>>[];
const world: fc.Arbitrary<World> = fc.array(day, { minLength: DAYS.length, maxLength: DAYS.length });

/** The pages of a list; the last one has what the others left. */
function pagesOf<Row>(rows: readonly Row[], sizes: readonly number[]): readonly (readonly Row[])[] {
  const pages: (readonly Row[])[] = [];
  let left = rows;
  for (const size of sizes) {
    pages.push(left.slice(0, size));
    left = left.slice(size);
  }
  return [...pages, left];
}

const personOf = (source: string) => (n: number) =>
  person(`${source}-${n}`, source === 'hr' ? `p${n}@acme.example` : `c${n}@acme.example`);
const accountOf = (app: string) => (n: number) =>
  account(
    `${app}-${n}`,
    n % 7 === 0 ? `x${n}@else.example` : n % 5 === 0 ? `c${n}@acme.example` : `p${n}@acme.example`,
  );

/** Lives through the days; `scheduler` releases the pages, in any order. */
async function live(days: World, parallel: number, scheduler: Scheduler | null) {
  const acme = company({
    roster: people(),
    apps: Object.fromEntries(APPS.map((id) => [id, accounts()])),
    yaml: `sync: { parallel: ${parallel} }`,
  });
  const rosters = ROSTERS.map((id) => `{ source: csv, id: ${id}, file: roster.csv }`);
  acme.configure((yaml) => yaml.replace(/^roster:.*$/m, `roster: [${rosters.join(', ')}]`));
  const office = acme.open();
  let today = 0;
  const asked = new Map<string, number>();
  function source<Row>(id: string, rowOf: (n: number) => Row) {
    return async function* (): AsyncGenerator<readonly Row[]> {
      const { without, pages, ends } = days[today]?.[id] ?? { without: [], pages: [], ends: 'well' };
      const key = `${today} ${id}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      const rows = range(PEOPLE)
        .filter((n) => !without.includes(n))
        .map(rowOf);
      for (const page of pagesOf(rows, pages)) {
        await scheduler?.schedule(Promise.resolve(), `${id}: ${page.length}`);
        yield page;
      }
      await scheduler?.schedule(Promise.resolve(), `${id}: end`);
      if (ends === 'badly') throw trouble(id);
      if (ends === 'changed once' && asked.get(key) === 1) throw trouble(id, 'changed');
    };
  }
  const opened = withSources(office, {
    apps: Object.fromEntries(APPS.map((id) => [id, source<Account>(id, accountOf(id))])),
    rosters: Object.fromEntries(ROSTERS.map((id) => [id, source<PersonRecord>(id, personOf(id))])),
  });
  // However slow the machine is, nobody is told without those that are still read.
  const context = { ...opened, dependencies: { ...opened.dependencies, elapsed: () => 0 } };
  for (const [index, at] of DAYS.entries()) {
    today = index;
    acme.at(at);
    const syncing = syncAll(context, null);
    await (scheduler === null ? syncing : scheduler.waitFor(syncing));
    await office.news();
  }
  const rows = allRows(context.store);
  office.close();
  return rows;
}

test('pages of several sources in any order end in the same state and the same messages as one source after the other', async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.constantFrom(1, 2, 3, 32),
      fc.scheduler(),
      async (days, parallel, scheduler) => {
        const inTurn = await live(days, 1, null);
        const sideBySide = await live(days, parallel, scheduler);
        expect(sideBySide).toEqual(inTurn);
        for (const row of inTurn.run ?? []) ends.add(/"status","(\w+)"/.exec(row)?.[1] ?? '');
      },
    ),
    BOUNDED,
  );
  // The worlds had something of everything.
  expect([...ends].sort()).toEqual(expect.arrayContaining(['complete', 'dropped', 'failed']));
}, 120_000);
