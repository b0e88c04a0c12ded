import type { Account, AccountKind, AccountState, ColumnValue } from '../../domain/account.ts';
import { DAY_MS, type Instant } from '../../domain/day.ts';
import type { AppColumn } from '../base/connector.ts';
import { addressesIn, ourAddressesIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import type { GithubClient } from '../github-api/client.ts';
import type { License } from '../github-api/consumed.ts';
import type { CopilotSeat } from '../github-api/copilot.ts';
import type { Identity } from '../github-api/identities.ts';

export const GITHUB_COLUMNS: readonly AppColumn[] = [
  { key: 'organizations', label: 'Organizations', type: 'text' },
  { key: 'samlName', label: 'SAML name', type: 'text' },
  { key: 'twoFactor', label: 'Two-factor', type: 'flag' },
  { key: 'enterpriseServer', label: 'Enterprise Server', type: 'text' },
  { key: 'visualStudio', label: 'Visual Studio license', type: 'text' },
  { key: 'invitedBy', label: 'Invited by', type: 'text' },
  { key: 'copilotSince', label: 'Copilot since', type: 'date' },
  { key: 'copilotUsed', label: 'Copilot last used', type: 'date' },
  { key: 'copilotEditor', label: 'Copilot editor', type: 'text' },
  { key: 'copilotSignIn', label: 'Copilot sign-in', type: 'date' },
  { key: 'copilotTeam', label: 'Copilot by team', type: 'text' },
  { key: 'copilotEndsOn', label: 'Copilot ends on', type: 'date' },
];

/** One person from GitHub's lists: who they are, and what else is known about them. */
export interface Found {
  readonly id: string;
  readonly login: string | null;
  readonly state: AccountState;
  readonly kind: AccountKind;
  readonly role: string | null;
  /** An address from the list itself. */
  readonly address?: string | null;
  readonly created?: Instant | null;
  readonly invitedBy?: string | null;
  /** The name of the organization's own plan, if the person takes one of its seats. */
  readonly plan: string | null;
  /** Whether a seat of GitHub itself costs nothing, so that Copilot is all there is. */
  readonly isFree: boolean;
  readonly license: License | null;
  readonly identity: Identity | null;
  readonly copilot: CopilotSeat | null;
}

export function accountOf(found: Found, { domains, now }: Pick<GithubClient, 'domains' | 'now'>): Account {
  const { id, login, state, kind, role, created = null, license, identity } = found;
  return {
    id,
    emails: addressesOf(found, domains),
    username: login,
    name: textIn(license?.github_com_name) ?? identity?.name ?? null,
    state,
    kind,
    role,
    licenses: licensesOf(found),
    lastActive: lastActiveOf(found, now()),
    created,
    columns: columnsOf(found),
  };
}

/** For this many days, a use of Copilot shows that somebody is at work. */
const FRESH_DAYS = 14;

/**
 * GitHub tells when Copilot was used, but not when anybody worked on GitHub. Somebody who has not used Copilot for a while may use GitHub
 * every day, so an old date counts only for an account that has nothing but Copilot; otherwise the last use is unknown.
 */
function lastActiveOf({ isFree, license, copilot }: Found, now: Date): Instant | null {
  const last = copilot?.lastActive ?? null;
  const isFresh = last !== null && Date.parse(last) > now.getTime() - FRESH_DAYS * DAY_MS;
  return isFresh || (isFree && license === null) ? last : null;
}

/**
 * Addresses of the identity provider first, then those at domains that the company has verified. The address of a public profile or a
 * Visual Studio subscription is often private: it counts only at a domain of the company, or if nothing else tells who it is.
 */
export function addressesOf(
  { license, identity, address }: Pick<Found, 'license' | 'identity' | 'address'>,
  domains: readonly string[],
): string[] {
  const visualStudio = [license?.visual_studio_subscription_email];
  const isNobodyElse = textIn(license?.github_com_login) === null;
  return addressesIn([
    license?.github_com_saml_name_id,
    ...(license?.github_com_verified_domain_emails ?? []),
    ...(identity?.addresses ?? []),
    ...(license?.enterprise_server_emails ?? []),
    ...(isNobodyElse ? visualStudio : ourAddressesIn(visualStudio, domains)),
    address,
  ]);
}

/** `enterprise` is what GitHub calls the usual license in this list. */
function licenseTitle(type: string | null): string | null {
  if (type === null) return null;
  return type.toLowerCase() === 'enterprise' ? ENTERPRISE : type;
}

export const ENTERPRISE = 'GitHub Enterprise';

function licensesOf({ plan, license, copilot }: Found): string[] {
  const seat = license === null ? plan : licenseTitle(textIn(license.license_type));
  return [seat, copilot?.plan ?? null].filter((name) => name !== null);
}

function columnsOf({ license, identity, copilot, invitedBy }: Found): Record<string, ColumnValue> {
  const twoFactor = license?.github_com_two_factor_auth;
  return toldColumns({
    organizations: listed(license?.github_com_member_roles),
    samlName: textIn(license?.github_com_saml_name_id) ?? identity?.samlName ?? null,
    twoFactor: typeof twoFactor === 'boolean' ? twoFactor : null,
    enterpriseServer: listed(license?.enterprise_server_user_ids),
    visualStudio: textIn(license?.visual_studio_license_status),
    invitedBy: invitedBy ?? null,
    copilotSince: copilot?.since ?? null,
    copilotUsed: copilot?.lastActive ?? null,
    copilotEditor: copilot?.editor ?? null,
    copilotSignIn: copilot?.authenticated ?? null,
    copilotTeam: listed(copilot?.teams),
    copilotEndsOn: copilot?.endsOn ?? null,
  });
}

function listed(names: readonly string[] | null | undefined): string | null {
  return textIn(names?.join(', '));
}
