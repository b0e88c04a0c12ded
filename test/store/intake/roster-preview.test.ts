import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseText } from '../../../src/domain/email.ts';
import { rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { applyPersonChanges } from '../../../src/store/intake/person-changes.ts';
import { personIntake } from '../../../src/store/intake/person-intake.ts';
import {
  type PendingRun,
  rosterEntriesAfter,
  rosterEntriesNearAfter,
} from '../../../src/store/intake/roster-preview.ts';
import { beginRun } from '../../../src/store/sources/runs.ts';
import { ensureSource } from '../../../src/store/sources/sources.ts';
import { person } from '../../support/build.ts';
import { folder } from '../../support/folder.ts';

const TODAY = '2026-03-02';
const ADDRESSES = ['ada@acme.example', 'a.k@acme.example', 'kim@acme.example'];
const USERNAMES = ['ada', 'kim.lee', '00042'];
const KEYS = [...ADDRESSES, ...USERNAMES].map(normaliseText);

const facts = fc.record({
  email: fc.option(fc.constantFrom(...ADDRESSES)),
  aliases: fc.uniqueArray(fc.constantFrom(...ADDRESSES), { maxLength: 2 }),
  usernames: fc.uniqueArray(fc.constantFrom(...USERNAMES), { maxLength: 2 }),
  left: fc.boolean(),
});
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;
/** Up to so many people, each as the first read and as the next one has them; `null`: not listed. */
const anyRoster = fc.array(fc.record({ first: fc.option(facts), next: fc.option(facts) }), { maxLength: 6 });

/** Stores a read of these people; returns its number and everybody whom it adds or changes. */
function read(store: Store, source: number, people: readonly (Facts | null)[]) {
  const run = beginRun(store, source, `${TODAY}T09:00:00Z`);
  const intake = personIntake(store, source, run, null);
  const changed: number[] = [];
  store.write(() => {
    for (const [n, found] of people.entries()) {
      if (found === null) continue;
      const { left, ...rest } = found;
      const status = left ? 'offboarded' : 'active';
      const record = person({ id: `p${n}`, ...rest, status });
      const values = intake.values(record, status);
      const before = intake.before(record.id);
      if (before === null) changed.push(intake.add(record.id, values, null) ?? 0);
      else if (before.fingerprint !== values.at(-1)) {
        intake.change(before.ref, values);
        changed.push(before.ref);
      }
    }
  });
  return { run, changed };
}

function seal(store: Store, source: number, { run, changed }: ReturnType<typeof read>): void {
  store.write(() => {
    applyPersonChanges(store, { run, changed, today: TODAY });
    store.sqlite.prepare('UPDATE source SET sealed_run = ? WHERE id = ?').run(run, source);
  });
}

const refsOf = (store: Store, source: number, ids: readonly string[]) =>
  store.sqlite
    .prepare('SELECT id FROM person WHERE source = ? AND external_id IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(source, JSON.stringify(ids)) as number[];

test('the people near a change own what all people would own, whatever a roster adds, changes, loses or replaces', () => {
  fc.assert(
    fc.property(
      anyRoster,
      anyRoster,
      fc.subarray(KEYS, { minLength: 1 }),
      fc.boolean(),
      (made, elsewhere, keys, replaces) => {
        const store = openStore(`${folder()}/seatkeeper.db`);
        const hr = ensureSource(store, 'roster', 'hr').id;
        const other = ensureSource(store, 'roster', 'contractors').id;
        const first = (people: typeof made) => people.map(({ first }) => first);
        const next = (people: typeof made) => people.map(({ next }) => next);
        seal(store, other, read(store, other, first(elsewhere)));
        seal(store, hr, read(store, hr, first(made)));
        // A read of the other source that waits for an answer.
        read(store, other, next(elsewhere));
        const { run, changed } = read(store, hr, next(made));

        const missing = made.flatMap(({ first, next }, n) =>
          first !== null && next === null ? [`p${n}`] : [],
        );
        const lost = refsOf(store, hr, missing);
        const replaced = new Set(replaces ? lost.slice(0, 1) : []);
        const gone = new Set(lost.filter((ref) => !replaced.has(ref)));
        const pending: PendingRun = {
          source: hr,
          run,
          today: TODAY,
          gone: (ref) => gone.has(ref),
          replaced: (ref) => replaced.has(ref),
        };
        const everybody = [...rosterEntriesAfter(store, pending)];
        const refs = everybody.slice(0, 1).map(({ ref }) => ref);
        const near = rosterEntriesNearAfter(store, pending, { keys, refs, changed: [...changed, ...lost] });

        expect(everybody).toEqual(expect.arrayContaining([...near]));
        const [all, some] = [rosterIndex(everybody), rosterIndex(near)];
        for (const key of keys) {
          for (const by of ['byPrimary', 'byAddress', 'byUsername'] as const)
            expect(some[by](key), `${by} ${key}`).toEqual(all[by](key));
          expect([...some.carriers(key)].sort()).toEqual([...all.carriers(key)].sort());
        }
        for (const ref of [...refs, ...changed]) expect(some.byRef(ref)).toEqual(all.byRef(ref));
        store.close();
      },
    ),
    { numRuns: 150 },
  );
});

test('people of another list whose changes wait for an answer are still there as they were', () => {
  const store = openStore(`${folder()}/seatkeeper.db`);
  const hr = ensureSource(store, 'roster', 'hr').id;
  const other = ensureSource(store, 'roster', 'contractors').id;
  const ada = { email: 'ada@acme.example', aliases: [], usernames: [], left: false };
  seal(store, other, read(store, other, [ada]));
  read(store, other, [{ ...ada, email: 'kim@acme.example' }]);
  const { run } = read(store, hr, []);
  const pending = { source: hr, run, today: TODAY, gone: () => false, replaced: () => false };
  expect([...rosterEntriesAfter(store, pending)].map(({ email }) => email)).toEqual(['ada@acme.example']);
  store.close();
});
