import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { latest } from '../base/activity.ts';
import type { AppColumn } from '../base/connector.ts';
import { addressesIn, instantIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import type { ManagedAccount } from './managed.ts';
import { siteName } from './sites.ts';
import type { AtlassianUser } from './users.ts';

const ROLES: readonly (readonly [id: string, role: string])[] = [
  ['atlassian/org-admin', 'Organization admin'],
  ['atlassian/site-admin', 'Site admin'],
  ['atlassian/user-access-admin', 'User access admin'],
];

export const ATLASSIAN_COLUMNS: readonly AppColumn[] = [
  { key: 'account', label: 'Managed', type: 'text' },
  { key: 'source', label: 'Added by', type: 'text' },
  { key: 'mfa', label: 'Two-step verification', type: 'flag' },
  { key: 'groups', label: 'Groups', type: 'text' },
  { key: 'department', label: 'Department', type: 'text' },
  { key: 'title', label: 'Title', type: 'text' },
];

/** How many groups a column names. */
const GROUPS_NAMED = 10;

/** What is known in addition to a user's own row. */
export interface AccountLook {
  /** What an app on a site is called, by its id; `null` where Atlassian does not tell. */
  readonly names: ReadonlyMap<string, string> | null;
  /** What managed accounts tell, where the search does not. */
  readonly managed: ReadonlyMap<string, ManagedAccount> | null;
}

/** `null` for users without access: a claimed account outside the directories, and a customer of a help desk, who is free. */
export function accountOf(user: AtlassianUser, look: AccountLook): Account | null {
  if (user.accountType === 'customer' || user.membershipStatus === 'no_membership') return null;
  const state = stateOf(user);
  const uses = usesOf(user, look);
  return {
    id: user.accountId,
    emails: addressesIn([user.email]),
    username: null,
    name: textIn(user.name),
    state,
    kind: user.accountType === 'app' ? 'bot' : 'unknown',
    role: ROLES.find(([id]) => user.platformRoles?.includes(id))?.[1] ?? null,
    // Suspended and closed accounts are not billed, and app accounts are free. An unknown state proves neither.
    licenses:
      (state === 'active' || state === 'unknown') && user.accountType !== 'app'
        ? [...new Set(uses.map(({ name }) => name))]
        : [],
    lastActive: latest([
      ...uses.map(({ at }) => at),
      instantIn(look.managed?.get(user.accountId)?.last_active),
    ]),
    created: instantIn(user.addedToOrg),
    columns: columnsOf(user),
  };
}

function stateOf({ accountStatus, membershipStatus }: AtlassianUser): AccountState {
  if (accountStatus === 'closed') return 'deleted';
  if (accountStatus === 'inactive') return 'deactivated';
  if (membershipStatus === 'suspended') return 'suspended';
  return accountStatus === 'active' || membershipStatus === 'active' ? 'active' : 'unknown';
}

/** An app on a site, and when somebody last looked at it. */
interface Use {
  readonly name: string;
  readonly at: Instant | null;
}

function usesOf(
  { accountId, productAccess }: AtlassianUser,
  { names, managed }: AccountLook,
): readonly Use[] {
  const access = managed?.get(accountId)?.product_access ?? [];
  if (access.length > 0)
    return access.map(({ key, name, url, last_active }) => ({
      name: siteName(textIn(name) ?? textIn(key) ?? 'app', textIn(url)),
      at: instantIn(last_active),
    }));
  return (productAccess ?? []).map(({ id, key, lastActiveTimestamp }) => ({
    name: names?.get(id ?? '') ?? siteName(textIn(key) ?? 'app', textIn(id?.split('/').at(-1))),
    at: instantIn(lastActiveTimestamp),
  }));
}

function columnsOf(user: AtlassianUser): Record<string, ColumnValue> {
  const groups = (user.groups ?? []).flatMap(({ name }) => textIn(name) ?? []);
  const more = groups.length - GROUPS_NAMED;
  return toldColumns({
    account: textIn(user.claimStatus),
    source: textIn(user.managementSource),
    mfa: user.mfaEnabled ?? null,
    groups: textIn(groups.slice(0, GROUPS_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')),
    department: textIn(user.department),
    title: textIn(user.jobTitle),
  });
}
