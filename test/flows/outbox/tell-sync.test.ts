import { expect, test } from 'vitest';
import type { Caller } from '../../../src/domain/caller.ts';
import { endInterruptedSyncs, tellSync } from '../../../src/flows/outbox/tell-sync.ts';
import { StoreError } from '../../../src/store/db/errors.ts';
import { accounts, company, people, staff } from '../../support/company.ts';

const KIM: Caller = { on: 'slack', id: 'slack:U1', name: 'Kim', mayChange: true };

/** A sync of four apps, by a clock that the test moves. */
function telling(only: string | null = null) {
  const apps = ['figma', 'github', 'zoom', 'miro'];
  const office = company({
    roster: people(...staff(3)),
    apps: Object.fromEntries(apps.map((id) => [id, accounts()])),
    at: '2026-03-02T13:02:00Z',
  }).open();
  let ms = 0;
  const told = tellSync(office.context, KIM, only, () => ms);
  return {
    office,
    told,
    /** Goes on to this moment, in milliseconds since the sync began, and looks. */
    async at(moment: number) {
      ms = moment;
      return told.look();
    },
    done: (...ids: readonly string[]) => {
      for (const id of ids) told.step({ type: 'done', id, name: id, what: 'accounts' });
    },
    begun: () => told.step({ type: 'begun', apps: 4, rosters: 1 }),
    /** Every text that was sent, or replaced before it was, and how. */
    written: () =>
      office
        .values(
          "SELECT mode || ' ' || json_extract(message, '$.title') FROM outbox WHERE subject LIKE 'sync:%' ORDER BY id",
        )
        .map(String),
    waits: () => office.values("SELECT count(*) FROM setting WHERE name LIKE 'sync-told:%'")[0],
  };
}

test('the message is changed at most once in 3 seconds, and only when more is done', async () => {
  const { at, done, begun, written } = telling();
  begun();
  expect(await at(999)).toBe(false);
  expect(await at(1000)).toBe(true);
  done('figma');
  expect(await at(3999)).toBe(false);
  expect(await at(4000)).toBe(true);
  expect(await at(60_000)).toBe(false);
  done('zoom', 'miro');
  expect(await at(60_001)).toBe(true);
  expect(written()).toEqual([
    'post Syncing 4 apps, 0 done.',
    'edit Syncing 4 apps, 1 done.',
    'edit Syncing 4 apps, 3 done.',
  ]);
});

test('the last apps are named, and the message says who asked', async () => {
  const { office, at, done, begun } = telling();
  begun();
  done('figma', 'miro');
  await at(1000);
  expect((await office.news()).map(({ message }) => message)).toEqual([
    expect.objectContaining({
      title: 'Syncing 4 apps, 2 done.',
      body: [
        { type: 'note', text: 'Still under way: GitHub and Zoom.' },
        { type: 'note', text: 'Asked for by Kim at 14:02.' },
      ],
    }),
  ]);
});

test('a sync that is over at once, or that never began, has no message of its own', async () => {
  const quick = telling();
  quick.begun();
  await quick.at(900);
  await quick.told.end({ report: [] });
  await quick.at(5000);
  expect(quick.written()).toEqual([]);
  const refused = telling();
  await refused.at(5000);
  await refused.told.end({ error: new StoreError('locked', 'Another sync is running.') });
  expect(refused.written()).toEqual([]);
});

test('nothing is said after the end', async () => {
  const { told, at, done, begun, written, waits } = telling('figma');
  begun();
  await at(1000);
  await told.end({ error: new StoreError('unreachable', 'The disk is full.') });
  done('figma');
  expect(await at(9000)).toBe(false);
  expect(written()).toEqual([
    'post Syncing Figma.',
    'edit The sync of Figma was not finished. The disk is full.',
  ]);
  expect(waits()).toBe(0);
});

test('a message that a killed process left says after the next start that the sync was interrupted', async () => {
  const { office, at, begun, written, waits } = telling();
  begun();
  await at(1000);
  await office.news();
  expect(waits()).toBe(1);
  endInterruptedSyncs(office.context);
  endInterruptedSyncs(office.context);
  expect(written()).toEqual([
    'post Syncing 4 apps, 0 done.',
    'edit The sync of 4 apps was interrupted, because Seatkeeper was stopped. What had been read completely is kept, and the rest is read with the next sync.',
  ]);
  expect(waits()).toBe(0);
});
