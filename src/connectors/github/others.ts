import type { Account } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Limits } from '../base/limits.ts';
import { instantIn, textIn } from '../base/text.ts';
import type { GithubClient } from '../github-api/client.ts';
import type { License } from '../github-api/consumed.ts';
import type { Facts } from '../github-api/facts.ts';
import type { Invitation } from '../github-api/lists.ts';
import { userIdsOf } from '../github-api/user-ids.ts';
import { accountOf, addressesOf, type Found } from './account.ts';

export interface Invited {
  readonly invitations: readonly Invitation[];
  /** Logins and addresses of people who may be in another list as well. */
  readonly met: ReadonlySet<string>;
}

/**
 * People who are in neither list of people: those who are invited, and others who use up a license of the enterprise in another of its
 * organizations, on an Enterprise Server, or through a Visual Studio subscription.
 */
export async function listOthers(
  client: GithubClient,
  facts: Facts,
  limits: Limits,
  { invitations, met }: Invited,
): Promise<readonly Account[]> {
  const open = invitations.filter(({ failed_at }) => textIn(failed_at) === null);
  const byLogin = new Map<string, Partial<Pick<Known, 'license' | 'invitation'>>>();
  for (const invitation of open) {
    const login = textIn(invitation.login)?.toLowerCase() ?? null;
    if (login !== null && !met.has(login)) byLogin.set(login, { invitation });
  }
  for (const [login, license] of facts.licenses) byLogin.set(login, { ...byLogin.get(login), license });
  const logins = [...byLogin.keys()];
  const ids = await userIdsOf(client, logins, limits);
  const withLogin = logins.map((login) => {
    const { license = null, invitation = null } = byLogin.get(login) ?? {};
    const found = foundOf(client, facts, { login, id: ids.get(login) ?? null, license, invitation });
    return accountOf(found, client);
  });

  const byId = new Map<string, Found>();
  for (const invitation of open) {
    const email = normaliseEmail(invitation.email ?? '');
    if (textIn(invitation.login) !== null || email === null || met.has(email)) continue;
    const id = `invited:${email}`;
    byId.set(id, { ...NOBODY, id, ...invitedAs(invitation, facts), address: email });
  }
  for (const license of facts.others) {
    const emails = addressesOf({ license, identity: null }, client.domains);
    const invited = emails.map((email) => `invited:${email}`).find((id) => byId.has(id));
    // Without id and address it cannot be told apart from others, so nobody could act on it.
    const id =
      invited ?? textIn(license.enterprise_server_user_ids?.[0]) ?? (emails[0] && `invited:${emails[0]}`);
    if (id === undefined) continue;
    const state = license.enterprise_server_user_ids?.length ? 'active' : 'invited';
    byId.set(id, { ...NOBODY, id, state, ...byId.get(id), license });
  }
  return [...withLogin, ...[...byId.values()].map((found) => accountOf(found, client))];
}

interface Known {
  readonly login: string;
  readonly id: string | null;
  readonly license: License | null;
  readonly invitation: Invitation | null;
}

const NOBODY = {
  login: null,
  kind: 'unknown',
  role: null,
  plan: null,
  isFree: false,
  license: null,
  identity: null,
  copilot: null,
} as const;

function foundOf(client: GithubClient, facts: Facts, { login, id, license, invitation }: Known): Found {
  const spelled = textIn(license?.github_com_login) ?? textIn(invitation?.login) ?? login;
  const key =
    id ?? (invitation === null ? licenseKey(client, license, login) : invitedKey(invitation, login));
  const known = { ...NOBODY, ...facts.of({ id: key, login }), id: key, login: spelled, license };
  return invitation === null
    ? { ...known, ...elsewhere(client, license) }
    : { ...known, ...invitedAs(invitation, facts) };
}

/** For a login that GitHub no longer knows, made from an address: another login of the same person must not become another account. */
function licenseKey({ domains }: GithubClient, license: License | null, login: string): string {
  const [address] = addressesOf({ license, identity: null }, domains);
  return address === undefined ? `login:${login}` : `license:${address}`;
}

/** If GitHub tells no id, the key is made from the address, which stays when a login is renamed. */
function invitedKey({ email }: Invitation, login: string): string {
  return `invited:${normaliseEmail(email ?? '') ?? login}`;
}

/** An open invitation takes a seat, unless it is for a billing manager. */
function invitedAs(invitation: Invitation, { plan }: Facts) {
  const role = textIn(invitation.role);
  return {
    state: 'invited',
    role: role === null ? null : (ROLES[role] ?? role.replaceAll('_', ' ')),
    address: invitation.email ?? null,
    created: instantIn(invitation.created_at),
    invitedBy: textIn(invitation.inviter?.login),
    plan: role === 'billing_manager' ? null : (plan?.seat ?? null),
  } as const;
}

const ROLES: Readonly<Record<string, string>> = { admin: 'owner', direct_member: 'member' };

/** For somebody whom this organization does not list: what the enterprise says about its other organizations, `acme-labs:Owner`. */
function elsewhere({ org }: GithubClient, license: License | null) {
  const roles = license?.github_com_member_roles ?? [];
  const isOutside = [...roles, ...(license?.github_com_enterprise_roles ?? [])].some((role) =>
    /outside/i.test(role),
  );
  const isHereOnly =
    roles.length > 0 && roles.every((role) => role.toLowerCase().startsWith(`${org.toLowerCase()}:`));
  const isInvited = roles.length === 0 && (license?.github_com_orgs_with_pending_invites ?? []).length > 0;
  const isOwner = roles.some((role) => /:owner$/i.test(role));
  return {
    // Only the enterprise lists them here: one of the two lists is out of date.
    state: isInvited ? 'invited' : isHereOnly ? 'unknown' : 'active',
    kind: isOutside ? 'guest' : 'unknown',
    role: isOutside ? 'outside collaborator' : isOwner ? 'owner' : roles.length > 0 ? 'member' : null,
  } as const;
}
