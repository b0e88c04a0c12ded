import { expect, test } from 'vitest';
import { createAnswerCache } from '../../src/chat/answer-cache.ts';

function cacheWith(limit = 10) {
  let clock = 0;
  let asked = 0;
  const cache = createAnswerCache<number>({ elapsed: () => clock, freshMs: 1000, limit });
  return {
    after: (ms: number) => {
      clock += ms;
    },
    ask: (key: string) => cache(key, async () => ++asked),
    fail: (key: string) => cache(key, () => Promise.reject(new Error('no answer'))),
  };
}

test('an answer is used again while it is fresh, and asked for again after that', async () => {
  const { ask, after } = cacheWith();
  expect(await ask('ada')).toBe(1);
  after(999);
  expect(await ask('ada')).toBe(1);
  after(1);
  expect(await ask('ada')).toBe(2);
});

test('requests at the same time share one answer', async () => {
  const { ask } = cacheWith();
  expect(await Promise.all([ask('ada'), ask('ada'), ask('ben')])).toEqual([1, 1, 2]);
});

test('a failure is not remembered, so the next request asks again', async () => {
  const { ask, fail } = cacheWith();
  await expect(fail('ada')).rejects.toThrow('no answer');
  expect(await ask('ada')).toBe(1);
});

test('beyond the limit the oldest answer is forgotten', async () => {
  const { ask } = cacheWith(2);
  expect(await Promise.all(['ada', 'ben', 'cem'].map(ask))).toEqual([1, 2, 3]);
  expect(await ask('cem')).toBe(3);
  expect(await ask('ada')).toBe(4);
});
