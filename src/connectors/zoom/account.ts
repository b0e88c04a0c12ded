import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import { madeKey } from '../../domain/email.ts';
import type { AppColumn } from '../base/connector.ts';
import { addressesIn, instantIn, nameFrom, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import { LICENSED, UNITED, WORKPLACE } from './plans.ts';
import type { ZoomStatus, ZoomUser } from './users.ts';

const STATES: Readonly<Record<ZoomStatus, AccountState>> = {
  active: 'active',
  inactive: 'deactivated',
  pending: 'invited',
};

const TYPES: Readonly<Record<number, string>> = {
  1: 'Basic',
  2: 'Licensed',
  4: 'Without meetings',
  99: 'None',
};

export const OWNER = 'Owner';
export const ADMINISTRATOR = 'Admin';
const ROLES: Readonly<Record<string, string>> = { 0: OWNER, 1: ADMINISTRATOR, 2: 'Member' };

export const ZOOM_COLUMNS: readonly AppColumn[] = [
  { key: 'type', label: 'User type', type: 'text' },
  { key: 'department', label: 'Department', type: 'text' },
  { key: 'employeeId', label: 'Employee id', type: 'text' },
  { key: 'client', label: 'Last client', type: 'text' },
];

/** `null` for an invitation that names nobody. */
export function accountOf(user: ZoomUser): Account | null {
  const id = user.id ?? invited(user.email);
  if (id === null) return null;
  const role = textIn(user.role_id);
  return {
    id,
    emails: addressesIn([user.email]),
    username: null,
    name: textIn(user.display_name) ?? nameFrom(user.first_name, user.last_name),
    state: STATES[user.status],
    // Rooms and shared accounts are users like all others.
    kind: 'unknown',
    role: role === null ? null : (ROLES[role] ?? role),
    licenses: licensesOf(user),
    lastActive: instantIn(user.last_login_time),
    // For an invitation, this is only the time at which Zoom answered.
    created: user.status === 'pending' ? null : instantIn(user.created_at ?? user.user_created_at),
    columns: columnsOf(user),
  };
}

/** Until somebody accepts, only the address tells who it is. */
function invited(email: string | null | undefined): string | null {
  const address = textIn(email);
  return address === null ? null : `pending:${madeKey(address)}`;
}

/** Deactivation takes every license away, whatever `type` says. Basic is free, but a bundle is still a seat. */
function licensesOf(user: ZoomUser): string[] {
  if (user.status === 'inactive') return [];
  const types = user.license_info_list?.map(({ license_type }) => license_type) ?? [];
  const bundles = [
    ...(isSet(user.zoom_one_type) || types.includes('ZOOM_WORKPLACE_BUNDLE') ? [WORKPLACE] : []),
    ...(isSet(user.plan_united_type) ? [UNITED] : []),
  ];
  return bundles.length > 0 ? bundles : user.type === 2 ? [LICENSED] : [];
}

function isSet(code: string | null | undefined): boolean {
  return !['', '0', 'none'].includes(textIn(code)?.toLowerCase() ?? '');
}

function columnsOf(user: ZoomUser): Record<string, ColumnValue> {
  return toldColumns({
    type: user.type === null || user.type === undefined ? null : (TYPES[user.type] ?? String(user.type)),
    department: textIn(user.dept),
    employeeId: textIn(user.employee_unique_id),
    client: textIn(user.last_client_version),
  });
}
