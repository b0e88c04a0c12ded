import { expect, it } from 'vitest';
import { type Actor, sameHuman } from '../../../src/domain/removal/second-person.ts';

const actor = (id: string, person: number | null = null, ...addresses: string[]): Actor => ({
  id,
  person,
  addresses,
});

it.each<[string, Actor, Actor, ReturnType<typeof sameHuman>]>([
  ['the same account', actor('slack:U1'), actor('slack:U1', 3), 'same'],
  ['two accounts of one person', actor('slack:U1', 3), actor('teams:x', 3), 'same'],
  [
    'two accounts with one address, in no roster',
    actor('teams:x', null, 'a@b.co'),
    actor('teams:y', null, 'a@b.co'),
    'same',
  ],
  ['one of whom is in the roster', actor('slack:U1', 3, 'a@b.co'), actor('slack:U2', null, 'a@b.co'), 'same'],
  ['two people', actor('slack:U1', 3, 'a@b.co'), actor('teams:x', 4, 'c@b.co'), 'different'],
  ['two accounts of one platform', actor('slack:U1', 3), actor('slack:U2'), 'different'],
  ['two platforms and nobody known', actor('slack:U1'), actor('teams:x', 4), 'cannot-tell'],
  ['two users of a machine', actor('terminal:kim'), actor('terminal:root'), 'cannot-tell'],
  ['two users of a machine who are known', actor('terminal:kim', 3), actor('terminal:lee', 4), 'different'],
  ['two users of a machine who are one person', actor('terminal:kim', 3), actor('terminal:root', 3), 'same'],
  [
    'a user of a machine who is known, in a chat',
    actor('terminal:kim', 3),
    actor('slack:U2', 4),
    'different',
  ],
  ['what seatkeeper.yaml says, and anybody', actor('seatkeeper'), actor('slack:U1'), 'different'],
  [
    'what seatkeeper.yaml says, and a user of a machine',
    actor('seatkeeper'),
    actor('terminal:kim'),
    'different',
  ],
])('%s', (_, one, other, expected) => {
  expect(sameHuman(one, other)).toBe(expected);
  expect(sameHuman(other, one)).toBe(expected);
});
