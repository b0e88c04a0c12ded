import { expect, test } from 'vitest';
import { allowedFrom } from '../../../src/domain/asking/quiet-hours.ts';

const QUIET = { from: '18:00', to: '09:00', weekends: true };

test.each([
  // Wednesday 4 March 2026.
  ['noon in Berlin', '2026-03-04T11:00:00.000Z', 'Europe/Berlin', '2026-03-04T11:00:00.000Z'],
  [
    'the evening in Berlin waits for the morning',
    '2026-03-04T17:30:00.000Z',
    'Europe/Berlin',
    '2026-03-05T08:00:00.000Z',
  ],
  [
    'early in Los Angeles, at the same moment as noon in Berlin',
    '2026-03-04T11:00:00.000Z',
    'America/Los_Angeles',
    '2026-03-04T17:00:00.000Z',
  ],
  [
    'night in Auckland, whose Thursday has begun',
    '2026-03-04T11:30:00.000Z',
    'Pacific/Auckland',
    '2026-03-04T20:00:00.000Z',
  ],
  [
    'Friday evening waits for Monday',
    '2026-03-06T19:00:00.000Z',
    'Europe/Berlin',
    '2026-03-09T08:00:00.000Z',
  ],
  [
    'Sunday in the night before summer time',
    '2026-03-28T22:30:00.000Z',
    'Europe/Berlin',
    '2026-03-30T07:00:00.000Z',
  ],
  ['18:00 sharp is quiet', '2026-03-04T17:00:00.000Z', 'Europe/Berlin', '2026-03-05T08:00:00.000Z'],
  ['09:00 sharp is not', '2026-03-04T08:00:00.000Z', 'Europe/Berlin', '2026-03-04T08:00:00.000Z'],
])('%s', (_, now, zone, allowed) => {
  expect(allowedFrom(now, zone, QUIET)).toBe(allowed);
});

test('quiet hours within a day, and none at all', () => {
  const lunch = { from: '12:00', to: '13:30', weekends: false };
  expect(allowedFrom('2026-03-07T12:15:00.000Z', 'UTC', lunch)).toBe('2026-03-07T13:30:00.000Z');
  expect(allowedFrom('2026-03-07T14:00:00.000Z', 'UTC', lunch)).toBe('2026-03-07T14:00:00.000Z');
  const none = { from: '00:00', to: '00:00', weekends: false };
  expect(allowedFrom('2026-03-07T03:00:00.000Z', 'UTC', none)).toBe('2026-03-07T03:00:00.000Z');
});
