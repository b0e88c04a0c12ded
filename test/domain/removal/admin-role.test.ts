import { expect, test } from 'vitest';
import { adminRank, isLastOfRank } from '../../../src/domain/removal/admin-role.ts';

test.each([
  'Owner',
  'Org Owner',
  'primary_owner',
  'SUPER_ADMIN',
  'superAdmin',
  'Global Administrator',
  'Member; Workspace Owner',
  'Root',
])('%s can manage the whole app', (role) => {
  expect(adminRank(role)).toBe('owner');
});

test.each(['admin', 'Administrator', 'ADMIN', 'member, admin', 'Administrateur'])(
  '%s is an admin',
  (role) => {
    expect(adminRank(role)).toBe('admin');
  },
);

test.each([
  null,
  '',
  'Member',
  'Billing admin',
  'GROUP_ADMIN',
  'Read-only admin',
  'non-admin',
  'Not an admin',
  'administered',
  'Badminton',
])('%s cannot stand in for the last admin', (role) => {
  expect(adminRank(role)).toBeNull();
});

test('an admin stays only where another one of the same rank, or an owner, stays', () => {
  expect(isLastOfRank('owner', { owners: 1, admins: 4 })).toBe(true);
  expect(isLastOfRank('owner', { owners: 2, admins: 2 })).toBe(false);
  expect(isLastOfRank('admin', { owners: 0, admins: 1 })).toBe(true);
  expect(isLastOfRank('admin', { owners: 1, admins: 2 })).toBe(false);
  expect(isLastOfRank(null, { owners: 0, admins: 0 })).toBe(false);
});
