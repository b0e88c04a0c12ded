import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/db/open.ts';
import { newRows, RowTwice } from '../../../src/store/first-import/first-import.ts';
import { folder } from '../../support/folder.ts';

const TASK = {
  sql: `INSERT INTO account (app, first_run, first_seen, state, kind, status, offboarded, known, fingerprint, external_id)
    VALUES (7, 1, '2026-03-02T10:00:00.000Z', 'active', 'unknown', 'unknown', 0, 0, 1, ?)`,
  width: 1,
  print: null,
};

function rowsInto(store: ReturnType<typeof openStore>) {
  onTestFinished(() => store.close());
  return newRows(store, 'account', TASK, () => {
    throw new Error('so few rows need no thread');
  });
}

test('an id that is listed twice is named, where the table has rows of other apps already', async () => {
  const store = openStore(join(folder(), 'seatkeeper.db'));
  store.run(TASK.sql.replace('(7,', '(8,').replace('?', "'f1'"));
  const rows = rowsInto(store);
  for (const id of ['f1', 'f2', 'f1']) rows.add([id]);
  const failure = await rows.close().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RowTwice);
  expect(failure).toMatchObject({ id: 'f1' });
});

test('rows are numbered on from the highest number in the table', async () => {
  const store = openStore(join(folder(), 'seatkeeper.db'));
  for (const id of ['a', 'b', 'c']) store.run(TASK.sql.replace('(7,', '(8,').replace('?', `'${id}'`));
  store.run("DELETE FROM account WHERE external_id = 'a'");
  const rows = rowsInto(store);
  const numbers = ['f1', 'f2'].map((id) => rows.add([id]));
  await rows.close();
  const stored = store.sqlite.prepare('SELECT id FROM account WHERE app = 7 ORDER BY external_id').pluck();
  expect(stored.all()).toEqual(numbers);
});
