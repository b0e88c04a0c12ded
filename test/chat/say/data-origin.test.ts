import { expect, test } from 'vitest';
import { originText } from '../../../src/chat/say/data-origin.ts';

const clock = { timezone: 'Europe/Berlin', now: '2026-11-27T22:17:30.000Z' };

test("a file's time is not passed off as the time of the read", () => {
  const origin = { readAt: '2026-11-27T22:17:20.000Z', file: 'figma.csv' };
  expect(originText({ dataAt: '2026-11-27T22:04:00.000Z', origin }, clock)).toBe(
    'figma.csv of 23:04, read just now',
  );
  expect(originText({ dataAt: '2026-11-03T08:00:00.000Z', origin }, clock)).toBe(
    'figma.csv of 3 Nov 09:00, read just now',
  );
});

test('the data of an app that was asked itself is as new as the read', () => {
  const origin = { readAt: '2026-11-27T22:05:00.000Z', file: null };
  expect(originText({ dataAt: '2026-11-27T22:05:00.000Z', origin }, clock)).toBe('read 12 min ago');
});

test('data that an earlier version stored tells one time only', () => {
  expect(originText({ dataAt: '2026-11-27T20:17:00.000Z', origin: null }, clock)).toBe('read 2 h ago');
  expect(originText({ dataAt: null }, clock)).toBe('');
});
