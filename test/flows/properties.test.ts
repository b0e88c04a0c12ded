import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { accounts, company, people, range } from '../support/company.ts';

// Each run waits for the disk dozens of times.
vi.setConfig({ testTimeout: 90_000 });

/** A failure stops at once, because shrinking a company of whole syncs would take minutes. */
const BOUNDED = { numRuns: 40, endOnFailure: true };
const SIZE = 30;

/** A person in the roster, gone from it, or with one of its status words. */
const rosterStatus = fc.constantFrom(
  'active',
  'active',
  'active',
  'on-leave',
  'inactive',
  'offboarded,,2026-02-01',
  null,
);
/** An account of that person: under their address, under an unknown address, deactivated, or none. */
const seat = fc.constantFrom('own', 'own', 'own', 'alien', 'deactivated', null);
const world = fc.record({
  roster: fc.array(rosterStatus, { minLength: SIZE, maxLength: SIZE }),
  figma: fc.array(seat, { minLength: SIZE, maxLength: SIZE }),
});
type World = { readonly roster: readonly (string | null)[]; readonly figma: readonly (string | null)[] };

function rosterOf({ roster }: World): string {
  return people(
    'P0,p0@acme.example,,,Person 0',
    ...range(SIZE).flatMap((n) =>
      roster[n - 1] == null ? [] : [`P${n},p${n}@acme.example,,,Person ${n},${roster[n - 1]}`],
    ),
  );
}

function figmaOf({ figma }: World): string {
  const row = (n: number) => {
    switch (figma[n - 1]) {
      case 'own':
        return [`a${n},p${n}@acme.example`];
      case 'alien':
        return [`x${n},x${n}@else.example`];
      case 'deactivated':
        return [`a${n},p${n}@acme.example,,,,deactivated`];
      default:
        return [];
    }
  };
  return accounts('a0,p0@acme.example', ...range(SIZE).flatMap(row));
}

const SNAPSHOT = [
  'SELECT json_array(external_id, email, state, status, concern, known, gone_at) FROM account WHERE first_run <= (SELECT sealed_run FROM source WHERE id = app) ORDER BY 1',
  'SELECT json_array(external_id, status, gone_at) FROM person WHERE first_run <= (SELECT sealed_run FROM source WHERE id = source) ORDER BY 1',
  'SELECT json_array(account, concern, closed_at, reopened) FROM finding ORDER BY 1',
];

async function opened(first: World) {
  const acme = company({ roster: rosterOf(first), apps: { figma: figmaOf(first) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office, snapshot: () => SNAPSHOT.map((sql) => office.values(sql)) };
}

/** How a vendor can damage a file: cut it off, lose most of it, lose all of it, write half a row. */
const harm = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 0.75, noNaN: true }) }),
  fc.record({ kind: fc.constant('empty' as const) }),
  fc.record({ kind: fc.constant('nothing' as const) }),
  fc.record({ kind: fc.constant('garbled' as const), row: fc.nat(SIZE - 1) }),
  fc.record({ kind: fc.constant('doubled' as const) }),
);
type Harm =
  | { kind: 'cut'; at: number }
  | { kind: 'empty' | 'nothing' | 'doubled' }
  | { kind: 'garbled'; row: number };

function harmed(text: string, harm: Harm): string {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const join = (kept: readonly string[]) => `${[header, ...kept].join('\n')}\n`;
  switch (harm.kind) {
    case 'cut':
      return join(rows.slice(0, Math.floor(rows.length * harm.at)));
    case 'empty':
      return join([]);
    case 'nothing':
      return '';
    case 'garbled':
      return join(
        rows.map((row, index) => (index === harm.row % rows.length ? `${row},too many cells` : row)),
      );
    case 'doubled':
      // Rows of one account are united; one id for two people is no list to trust.
      return join([...rows, ...rows.slice(0, 1).map((row) => row.replace('@', '@another.'))]);
    default:
      return harm satisfies never;
  }
}

test('an incomplete or abnormally small read makes nobody a leaver, closes no finding and posts one health message', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.constantFrom('roster.csv', 'figma.csv'), harm, async (first, file, damage) => {
      const { acme, office, snapshot } = await opened(first);
      const before = snapshot();
      const full = file === 'roster.csv' ? rosterOf(first) : figmaOf(first);
      fc.pre(full.split('\n').length > 24);
      acme.write(file, harmed(full, damage));
      await office.sync();
      expect(snapshot()).toEqual(before);
      const said = await office.news();
      expect(said.map(({ does, says }) => `${does} ${/could not be read|not accepted/.test(says)}`)).toEqual([
        'post true',
      ]);
      // A read that was not accepted leaves no trace in later reads.
      acme.write(file, full);
      await office.sync();
      expect(snapshot()).toEqual(before);
      expect((await office.news()).map(({ does }) => does)).toEqual(['edit']);
    }),
    BOUNDED,
  );
});

test('syncing again changes nothing, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(world, world, async (first, next) => {
      const { acme, office, snapshot } = await opened(first);
      acme.write('roster.csv', rosterOf(next));
      acme.write('figma.csv', figmaOf(next));
      // A held roster is judged by the accounts of the sync before, so its doubts are final only after the second.
      await office.sync();
      await office.sync();
      await office.news();
      const before = snapshot();
      await office.sync();
      expect(snapshot()).toEqual(before);
      expect((await office.news()).filter(({ quiet }) => !quiet)).toEqual([]);
    }),
    BOUNDED,
  );
});

test('what is shown after an accepted read does not depend on what came before', async () => {
  const status =
    'SELECT json_array(external_id, email, state, status) FROM account WHERE gone_at IS NULL ORDER BY 1';
  const open =
    'SELECT external_id || concern FROM account WHERE concern IS NOT NULL AND gone_at IS NULL ORDER BY 1';
  const findings =
    'SELECT external_id || finding.concern FROM finding JOIN account ON account.id = account WHERE closed_at IS NULL ORDER BY 1';
  await fc.assert(
    fc.asyncProperty(world, world, async (first, next) => {
      const { acme, office } = await opened(first);
      acme.write('roster.csv', rosterOf(next));
      acme.write('figma.csv', figmaOf(next));
      for (const _ of range(3)) {
        await office.sync();
        for (const run of office.values("SELECT id FROM run WHERE status = 'held'"))
          await office.press({ type: 'accept-run', run: Number(run) });
      }
      expect(office.values(open)).toEqual(office.values(findings));
      const fresh = await opened({
        ...next,
        roster: next.roster.map((word, n) => word ?? (first.roster[n] == null ? null : 'inactive')),
      });
      expect(office.values(status)).toEqual(fresh.office.values(status));
    }),
    BOUNDED,
  );
});
