import { expect, test } from 'vitest';
import { accountEventText } from '../../../../src/chat/say/access/account-history.ts';

test.each([
  [1, 'finding: offboarded'],
  [2, 'finding: offboarded, for the 2nd time'],
  [3, 'finding: offboarded, for the 3rd time'],
  [4, 'finding: offboarded, for the 4th time'],
  [11, 'finding: offboarded, for the 11th time'],
  [22, 'finding: offboarded, for the 22nd time'],
  [113, 'finding: offboarded, for the 113th time'],
])('a finding that was opened %i times reads as English', (times, expected) => {
  const event = { kind: 'finding-opened', concern: 'offboarded', times, snoozedUntil: null } as const;
  expect(accountEventText({ at: '2026-03-02', by: null, event })).toBe(expected);
});
