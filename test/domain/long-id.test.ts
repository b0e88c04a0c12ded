import { expect, test } from 'vitest';
import { carried, carriedId, handleOf, isHandle } from '../../src/domain/long-id.ts';

test('an id is carried as it is, and a long one by a handle that only it has', () => {
  expect(carriedId('fig-1004')).toBe('fig-1004');
  expect(carriedId('x'.repeat(255))).toBe('x'.repeat(255));
  const long = 'x'.repeat(256);
  expect(carriedId(long)).toBe(handleOf(long));
  expect(isHandle(carriedId(long))).toBe(true);
  expect(handleOf(long)).not.toBe(handleOf(`${long}x`));
  expect(handleOf(long)).toBe('sha256.L7B6jKBhPSk2hpqwhxQDtzFFhFNgoED_eOkVPBf4K-o');
});

test('an id that looks like a handle is carried by its own, so that it cannot pass for another account', () => {
  const long = 'x'.repeat(5_000);
  const pretender = handleOf(long);
  expect(carriedId(pretender)).not.toBe(carriedId(long));
  expect(isHandle('sha256.short')).toBe(false);
});

test('of an action only the ids are carried otherwise', () => {
  const account = 'y'.repeat(300);
  const known = { type: 'known', app: 'figma', account, reason: 'z'.repeat(300), until: null };
  expect(carried(known)).toEqual({ ...known, account: handleOf(account) });
  const snooze = { type: 'snooze-subscription', app: 'figma', subscription: account };
  expect(carried(snooze)).toEqual({ ...snooze, subscription: handleOf(account) });
});
