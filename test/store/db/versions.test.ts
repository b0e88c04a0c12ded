import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/db/open.ts';
import { accountsVersion, bumpVersion, peopleVersion, versionOf } from '../../../src/store/db/versions.ts';
import { folder } from '../../support/folder.ts';

function emptyStore() {
  const store = openStore(join(folder(), 'seatkeeper.db'));
  onTestFinished(() => store.close());
  return store;
}

test('a subject that never changed has version 0, like every subject in an older database', () => {
  const store = emptyStore();
  expect(peopleVersion(store)).toBe('roster 0, added-people 0, rules 0');
});

test('a bump changes the versions that include its subject, and no other', () => {
  const store = emptyStore();
  store.write(() => bumpVersion(store, 'accounts:2'));
  expect(versionOf(store, ['accounts:2'])).toBe('accounts:2 1');
  expect(accountsVersion(store, 2)).toBe('roster 0, added-people 0, rules 0, decisions 0, accounts:2 1');
  expect(accountsVersion(store, 1)).toBe('roster 0, added-people 0, rules 0, decisions 0, accounts:1 0');
});

test('a bump outside the transaction of its change is refused', () => {
  const store = emptyStore();
  expect(() => bumpVersion(store, 'rules')).toThrow('transaction');
});

test('a bump that is rolled back with its change leaves the version as it was', () => {
  const store = emptyStore();
  expect(() =>
    store.write(() => {
      bumpVersion(store, 'roster');
      throw new Error('the disk is full');
    }),
  ).toThrow('the disk is full');
  expect(peopleVersion(store)).toBe('roster 0, added-people 0, rules 0');
});
