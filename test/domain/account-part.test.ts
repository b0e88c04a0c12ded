import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT_KINDS, ACCOUNT_STATES, type Account } from '../../src/domain/account.ts';
import { ACCOUNT_PARTS, addCounts, countParts, partOf, type Sorted } from '../../src/domain/account-part.ts';
import { concern, ownerStatus } from '../../src/domain/findings/classify.ts';
import { PERSON_STATUSES } from '../../src/domain/person.ts';

const sorted: fc.Arbitrary<Sorted> = fc.record({
  state: fc.constantFrom(...ACCOUNT_STATES),
  kind: fc.constantFrom(...ACCOUNT_KINDS),
  status: fc.constantFrom('active', 'inactive', 'unknown'),
  offboarded: fc.boolean(),
  known: fc.boolean(),
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('an account is in the part that the words say', () => {
  const base = {
    state: 'active',
    kind: 'person',
    status: 'unknown',
    offboarded: false,
    known: false,
  } as const;
  expect(partOf({ ...base, status: 'active', state: 'deactivated' })).toBe('active');
  expect(partOf({ ...base, status: 'inactive', offboarded: true })).toBe('left');
  expect(partOf({ ...base, status: 'inactive', state: 'suspended' })).toBe('inactive');
  expect(partOf({ ...base, status: 'inactive', offboarded: true, state: 'deactivated' })).toBe('closed');
  expect(partOf({ ...base, state: 'deleted' })).toBe('closed');
  expect(partOf({ ...base, kind: 'guest' })).toBe('unknown');
  expect(partOf({ ...base, kind: 'shared' })).toBe('not-people');
  expect(partOf({ ...base, kind: 'bot', known: true })).toBe('known');
});

test('the parts of an app, and of several, add up to their accounts', () => {
  fc.assert(
    fc.property(fc.array(fc.array(sorted, { maxLength: 30 }), { maxLength: 4 }), (apps) => {
      const counts = apps.map((accounts) =>
        countParts(
          accounts.length,
          accounts.filter(({ status }) => status !== 'active').map((one) => ({ ...one, count: 1 })),
        ),
      );
      const all = apps.flat();
      for (const count of [...counts, addCounts(counts)]) {
        expect(sum(Object.values(count.parts))).toBe(count.accounts);
        expect(sum(Object.values(count.notPeople))).toBe(count.parts['not-people']);
      }
      expect(addCounts(counts).accounts).toBe(all.length);
      for (const part of ACCOUNT_PARTS)
        expect(addCounts(counts).parts[part]).toBe(all.filter((one) => partOf(one) === part).length);
    }),
  );
});

test('a finding is an account that is left, inactive or unknown, and no other', () => {
  const owner = fc.option(fc.constantFrom(...PERSON_STATUSES), { nil: null });
  fc.assert(
    fc.property(sorted, owner, (one, status) => {
      const who = status === null ? null : { ref: 1, status, endDate: '2026-01-31' };
      const account: Pick<Account, 'state' | 'kind' | 'lastActive'> = { ...one, lastActive: '2026-02-10' };
      const part = partOf({ ...one, ...ownerStatus(who), known: false });
      const found = concern(account, who, 'Europe/Berlin');
      const finding = found === 'active-after-leaving' || found === 'offboarded' ? 'left' : found;
      expect(finding).toBe(part === 'left' || part === 'inactive' || part === 'unknown' ? part : null);
    }),
  );
});
