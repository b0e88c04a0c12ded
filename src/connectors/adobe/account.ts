import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { AppColumn } from '../base/connector.ts';
import { nameFrom, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import type { Products } from './products.ts';
import { type AdobeUser, keyOf } from './users.ts';

const STATES: Readonly<Record<string, AccountState>> = {
  active: 'active',
  disabled: 'suspended',
  locked: 'suspended',
  removed: 'deleted',
};

/** Groups that are roles, the strongest first. Longer prefixes come before shorter ones. */
const ROLES: readonly (readonly [beginning: string, role: string])[] = [
  ['_org_admin', 'System administrator'],
  ['_support_admin', 'Support administrator'],
  ['_deployment_admin', 'Deployment administrator'],
  ['_product_admin_', 'Product administrator'],
  ['_admin_', 'Administrator of groups'],
  ['_developer_', 'Developer'],
];

export const ADOBE_COLUMNS: readonly AppColumn[] = [
  { key: 'identity', label: 'Identity', type: 'text' },
  { key: 'profiles', label: 'Product profiles', type: 'text' },
  { key: 'userGroups', label: 'User groups', type: 'text' },
  { key: 'country', label: 'Country', type: 'text' },
  { key: 'domain', label: 'Domain', type: 'text' },
];

export function accountOf(user: AdobeUser, products: Products): Account {
  const email = normaliseEmail(user.email ?? '');
  const username = textIn(user.username);
  const groups = user.groups ?? [];
  const held = groups.flatMap((name) => products.ofProfile.get(name) ?? []);
  return {
    // The schema `User` makes sure that there is one.
    id: keyOf(user) ?? '',
    emails: email === null ? [] : [email],
    username: username !== null && normaliseEmail(username) === email ? null : username,
    name: nameFrom(user.firstname, user.lastname),
    state: STATES[user.status ?? ''] ?? 'unknown',
    kind: 'unknown',
    role: roleOf(groups, products),
    licenses: [...new Set(held)],
    // Adobe does not say.
    lastActive: null,
    created: null,
    columns: columnsOf(user, groups, products),
  };
}

function roleOf(groups: readonly string[], { systemAdmins }: Products): string | null {
  if (groups.some((name) => systemAdmins.has(name))) return 'System administrator';
  const found = ROLES.find(([beginning]) => groups.some((name) => name.startsWith(beginning)));
  return found?.[1] ?? null;
}

function columnsOf(
  { type, country, domain }: AdobeUser,
  groups: readonly string[],
  { ofProfile, userGroups }: Products,
): Record<string, ColumnValue> {
  return toldColumns({
    identity: textIn(type),
    profiles: textIn(groups.filter((name) => ofProfile.has(name)).join(', ')),
    userGroups: textIn(groups.filter((name) => userGroups.has(name)).join(', ')),
    country: textIn(country),
    domain: textIn(domain),
  });
}
