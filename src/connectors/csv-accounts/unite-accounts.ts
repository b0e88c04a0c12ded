import type { Account, AccountState } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import type { Header } from '../csv-columns/header.ts';
import type { Contradiction } from '../csv-table/shape.ts';
import type { AccountField } from './account-names.ts';

/** Roles that products have, the most powerful first. */
const RANKS = [
  ['primary owner', 'organization owner', 'organisation owner', 'workspace owner', 'account owner', 'owner'],
  ['super admin', 'super administrator', 'global administrator', 'system administrator'],
  ['admin', 'administrator', 'organization admin', 'workspace admin'],
  ['maintainer', 'manager', 'security manager'],
  ['developer', 'editor', 'creator'],
  ['member', 'user', 'contributor', 'planner', 'standard'],
  ['reporter', 'commenter', 'collaborator', 'outside collaborator'],
  ['viewer', 'read only', 'guest', 'minimal access', 'restricted'],
];
/** Somebody who may use an app through one of several memberships may use it. */
const FIRST_STATE: readonly AccountState[] = [
  'active',
  'invited',
  'suspended',
  'deactivated',
  'deleted',
  'unknown',
];

/** Different addresses are different people. Logins in different letters may be two accounts, or a mistake. */
export function contradiction(
  first: Account,
  next: Account,
  { fields }: Header<AccountField>,
): Contradiction | null {
  const { emails, username } = first;
  if (emails.length > 0 && next.emails.length > 0 && !next.emails.some((email) => emails.includes(email)))
    return { kind: 'others' };
  if (fields.username === null || username === null || next.username === null || username === next.username)
    return null;
  if (username.toLowerCase() !== next.username.toLowerCase())
    return fields.id === null ? null : { kind: 'others' };
  const isKey = fields.id === null && first.id === username.toLowerCase();
  return isKey ? { kind: 'spelling', column: fields.username, first: username, next: next.username } : null;
}

/** Unites the rows of one account in a list that has a row for each group, product or organisation. */
export function uniteAccounts(first: Account, next: Account): Account {
  return {
    id: first.id,
    emails: united(first.emails, next.emails),
    username: first.username ?? next.username,
    name: first.name ?? next.name,
    state: FIRST_STATE.find((state) => state === first.state || state === next.state) ?? first.state,
    kind: first.kind === 'unknown' ? next.kind : first.kind,
    role: unitedRole(first.role, next.role),
    licenses: united(first.licenses, next.licenses),
    lastActive: later(first.lastActive, next.lastActive),
    created: earlier(first.created, next.created),
    columns: unitedColumns(first.columns, next.columns),
  };
}

function united(first: readonly string[], next: readonly string[]): readonly string[] {
  const added = next.filter((each) => !first.includes(each));
  return added.length === 0 ? first : [...first, ...added];
}

/** The higher one if both are known, otherwise both. */
function unitedRole(first: string | null, next: string | null): string | null {
  if (first === null || next === null || first === next) return first ?? next;
  const [a, b] = [rankOf(first), rankOf(next)];
  if (a >= 0 && b >= 0) return a <= b ? first : next;
  return first.split(', ').includes(next) ? first : `${first}, ${next}`;
}

function rankOf(role: string): number {
  const word = role
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return RANKS.findIndex((roles) => roles.includes(word));
}

function unitedColumns(first: Account['columns'], next: Account['columns']): Account['columns'] {
  const filled = Object.entries(next).filter(
    ([key, value]) => value !== null && (first[key] ?? null) === null,
  );
  return filled.length === 0 ? first : { ...first, ...Object.fromEntries(filled) };
}

function later(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
