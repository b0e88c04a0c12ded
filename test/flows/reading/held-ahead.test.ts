import { expect, test } from 'vitest';
import type { SyncStep } from '../../../src/domain/sync/progress.ts';
import { MOST_OF_ALL } from '../../../src/flows/reading/ahead-budget.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { accounts, company, people, range, staff } from '../../support/company.ts';
import { account, person, trouble, withSources } from '../../support/sources.ts';

interface Vendor {
  readonly apps: number;
  readonly pages: number;
  readonly rows: number;
  readonly parallel: number;
}

/** Apps that have every page at once, and a roster that is late: meanwhile nothing can be written. */
function fast({ apps, pages, rows, parallel }: Vendor) {
  const ids = range(apps).map((n) => `app${n}`);
  const acme = company({
    roster: people(...staff(3)),
    apps: Object.fromEntries(ids.map((id) => [id, accounts()])),
    yaml: `sync: { parallel: ${parallel} }`,
  });
  const office = acme.open();
  let [given, most] = [0, 0];
  const stored = new Map<string, number>();
  const held = () => given - [...stored.values()].reduce((sum, many) => sum + many, 0);
  const list = (id: string) =>
    async function* () {
      for (let page = 0; page < pages; page++) {
        given += rows;
        most = Math.max(most, held());
        yield range(rows).map((n) => account(`${id}-${page}-${n}`, `${id}-${page}-${n}@acme.example`));
      }
    };
  let begin = () => {};
  const late = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const context = withSources(office, {
    apps: Object.fromEntries(ids.map((id) => [id, list(id)])),
    rosters: {
      csv: async function* () {
        await late;
        yield [person('P1', 'p1@acme.example')];
      },
    },
  });
  Object.assign(context.dependencies, {
    progress: (step: SyncStep) => {
      if (step.type === 'read' && step.what === 'accounts') stored.set(step.name, step.rows);
    },
  });
  return {
    office,
    most: () => most,
    async sync() {
      const syncing = syncAll(context, null);
      // Until nobody reads any further.
      for (let before = -1; before !== given; ) {
        before = given;
        for (const _ of range(20)) await new Promise((resolve) => setImmediate(resolve));
      }
      begin();
      return await syncing;
    },
  };
}

test.each([
  ['many small pages', { apps: 10, pages: 48, rows: 100, parallel: 4 }],
  ['apps of one page of 10,000 rows', { apps: 8, pages: 1, rows: 10_000, parallel: 2 }],
  ['a page larger than everything that may be held', { apps: 2, pages: 1, rows: 45_000, parallel: 1 }],
] satisfies [string, Vendor][])(
  'a fast vendor and a slow writer never fill the memory: %s',
  async (_, vendor: Vendor) => {
    const { office, most, sync } = fast(vendor);
    const report = await sync();
    expect(report.map(({ result }) => result.status)).toEqual(range(vendor.apps + 1).map(() => 'complete'));
    // One page for each place may be under way when the limit is reached.
    expect(most()).toBeLessThanOrEqual(MOST_OF_ALL + vendor.parallel * vendor.rows);
    expect(office.values('SELECT count(*) FROM account')).toEqual([vendor.apps * vendor.pages * vendor.rows]);
  },
  120_000,
);

test('a roster that changed while it was read is read again, although apps take every place', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: accounts(), zoom: accounts() },
    yaml: 'sync: { parallel: 1 }',
  });
  const office = acme.open();
  let asked = 0;
  const many = (id: string) =>
    async function* () {
      for (const page of range(9))
        yield range(1000).map((n) => account(`${id}-${page}-${n}`, `${n}@acme.example`));
    };
  const context = withSources(office, {
    apps: { figma: many('figma'), zoom: many('zoom') },
    rosters: {
      csv: async function* () {
        yield range(3).map((n) => person(`P${n}`, `p${n}@acme.example`));
        if (++asked === 1) throw trouble('csv', 'changed');
      },
    },
  });
  const report = await syncAll(context, null);
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv complete',
    'figma complete',
    'zoom complete',
  ]);
  expect(asked).toBe(2);
});
