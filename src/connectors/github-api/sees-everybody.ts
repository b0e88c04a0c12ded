import { z } from 'zod';
import type { Instant } from '../../domain/day.ts';
import { ConnectorError } from '../base/errors.ts';
import { Id } from '../base/id.ts';
import { instantIn } from '../base/text.ts';
import type { AppApi } from './app-api.ts';
import type { GithubClient } from './client.ts';

const User = z.object({ login: z.string(), id: Id });
const Membership = z.object({
  state: z.string(),
  role: z.string(),
  organization: z.object({ login: z.string() }).nullish(),
});

/**
 * Proves that the token sees the whole organization. The token of a non-member gets only the public members, and that of a member who is
 * not an owner gets no invitations, outside collaborators or Copilot seats, without any error.
 * https://docs.github.com/rest/orgs/members#list-organization-members
 */
export async function proveSeesEverybody(client: GithubClient): Promise<Proof> {
  if (client.appApi === null) return provePersonalToken(client);
  await proveInstallation(client, client.appApi);
  return { endsAt: null };
}

/** What else GitHub says about the token. */
export interface Proof {
  /** When it expires; `null` if it does not, or is renewed automatically. */
  readonly endsAt: Instant | null;
}

async function provePersonalToken({ api, app, org }: GithubClient): Promise<Proof> {
  const answer = await api.send('user', { method: 'GET' });
  const { login } = answer.json(User);
  // Only classic tokens have scopes.
  const scopes = answer.headers.get('x-oauth-scopes')?.split(/[\s,]+/) ?? null;
  if (scopes !== null && !['read:org', 'write:org', 'admin:org'].some((scope) => scopes.includes(scope)))
    throw missing(
      app,
      'read:org',
      'the token lacks read:org, so it would get public members only: give it read:org',
    );

  const path = `orgs/${org}/memberships/${encodeURIComponent(login)}`;
  const asked = await api.send(path, { method: 'GET', accept: ['right-missing', 'absent'] });
  if (asked.means !== 'fine') {
    const known = await api.send(`orgs/${org}`, { method: 'GET', accept: ['right-missing', 'absent'] });
    if (asked.headers.has('x-github-sso')) await api.send(path, { method: 'GET' });
    throw known.means === 'fine'
      ? missing(
          app,
          'owner',
          `the token is of ${login}, who is no member of ${org}, so it would get public members only: ${OWNERS}`,
        )
      : missing(
          app,
          null,
          `there is no organization ${org}, or the token may not see it: check org, and ${OWNERS}`,
        );
  }
  const { state, role, organization } = asked.json(Membership);
  if (organization != null && !isSame(organization.login, org))
    throw asked.unexpected(`answered for the organization ${organization.login}`);
  if (state !== 'active')
    throw missing(
      app,
      'owner',
      `the token is of ${login}, who has not accepted the invitation to ${org} yet`,
    );
  if (role !== 'admin')
    throw missing(
      app,
      'owner',
      `the token is of ${login}, who is no owner of ${org}, so invitations, outside collaborators and Copilot seats would be missing: ${OWNERS}`,
    );
  // `2026-03-20 12:00:00 UTC`
  return { endsAt: instantIn(answer.headers.get('github-authentication-token-expiration')) };
}

const OWNERS = 'use the token of an owner of the organization';

async function proveInstallation({ app, org }: GithubClient, appApi: AppApi): Promise<void> {
  const { account, permissions, suspended_at } = await appApi.installation();
  const of = account?.login ?? account?.slug ?? 'an account that GitHub does not name';
  if (!isSame(of, org))
    throw missing(
      app,
      'installation',
      `the app's installation ${appApi.installationId} is in ${of} and not in ${org}, so it would get public members only: write the installation of ${org}`,
    );
  if (suspended_at != null)
    throw missing(
      app,
      'installation',
      `the app's installation in ${org} is suspended: unsuspend it there, under GitHub Apps`,
    );
  if (permissions?.members === undefined)
    throw missing(
      app,
      'Members: read-only',
      'the app lacks the permission Members, so it would get public members only: grant Organization permissions, Members, read-only, and accept it in the organization',
    );
}

/** Logins ignore case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function missing(app: string, right: string | null, advice: string): ConnectorError {
  return new ConnectorError(app, 'permission', `GitHub does not show everybody: ${advice}`, {
    right,
    advice,
  });
}
