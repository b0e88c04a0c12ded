import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { finishFirstImport, startFirstImport } from '../../../src/store/first-import/first-import.ts';
import { dropAccountIntake } from '../../../src/store/intake/drop-account-intake.ts';
import { folder } from '../../support/folder.ts';

const FIGMA = 1;
const ZOOM = 2;

function storeInMemory(): Store {
  const store = openStore(join(folder(), 'seatkeeper.db'));
  onTestFinished(() => store.close());
  return store;
}

function add(store: Store, app: number, run: number, ids: readonly string[]): void {
  const insert = store.sqlite.prepare(
    `INSERT INTO account (app, external_id, first_run, first_seen, state, kind, status, offboarded, known, fingerprint)
     VALUES (?, ?, ?, '2026-03-02T10:00:00.000Z', 'active', 'unknown', 'unknown', 0, 0, 1)`,
  );
  store.write(() => {
    for (const id of ids) insert.run(app, id, run);
  });
}

const many = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}-${at}`);

const left = (store: Store) =>
  store.sqlite
    .prepare('SELECT app, first_run AS run, count(*) AS rows FROM account GROUP BY app, first_run')
    .all();

describe('what a read that failed had stored is dropped as a whole', () => {
  test('also when apps that were read beside it have stored thousands of rows since', () => {
    const store = storeInMemory();
    add(store, FIGMA, 1, many('old', 7));
    add(store, FIGMA, 2, many('new', 12));
    add(store, ZOOM, 3, many('zoom', 6000));
    add(store, FIGMA, 2, many('newer', 5001));
    add(store, ZOOM, 3, many('zoom-later', 6000));
    dropAccountIntake(store, FIGMA, 2);
    expect(left(store)).toEqual([
      { app: FIGMA, run: 1, rows: 7 },
      { app: ZOOM, run: 3, rows: 12_000 },
    ]);
  });

  test('also during a first import, which has dropped the indexes', () => {
    const store = storeInMemory();
    expect(startFirstImport(store, 'account')).toBe(true);
    add(store, FIGMA, 1, many('new', 10_001));
    dropAccountIntake(store, FIGMA, 1);
    finishFirstImport(store, 'account');
    expect(left(store)).toEqual([]);
  });
});
