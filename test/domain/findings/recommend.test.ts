import { expect, test } from 'vitest';
import { recommend } from '../../../src/domain/findings/recommend.ts';

test('the recommended action depends on status, decision and seat', () => {
  const of = (
    status: 'active' | 'inactive' | 'unknown',
    known = false,
    state: 'active' | 'deactivated' = 'active',
  ) => recommend({ status, state, known });
  expect([of('active'), of('inactive'), of('unknown')]).toEqual(['none', 'review-removal', 'review-unknown']);
  expect([of('inactive', true), of('unknown', true)]).toEqual(['known', 'known']);
  expect([of('inactive', false, 'deactivated'), of('unknown', false, 'deactivated')]).toEqual([
    'no-seat',
    'no-seat',
  ]);
});
