import type { Account } from '../../domain/account.ts';
import type { GithubSettings } from '../github-api/settings.ts';

/**
 * GitHub has no page by a person's number, so it is the one by the login of the last read; who is no member is among the people.
 * https://docs.github.com/en/enterprise-cloud@latest/organizations/managing-saml-single-sign-on-for-your-organization
 */
export function memberPage(
  { org, apiUrl }: Pick<GithubSettings, 'org' | 'apiUrl'>,
  { username, role, state }: Pick<Account, 'username' | 'role' | 'state'>,
): string | null {
  const people = `${webOf(apiUrl)}/orgs/${encodeURIComponent(org)}/people`;
  const isMember = state !== 'invited' && (role === 'owner' || role === 'member');
  return isMember && username !== null ? `${people}/${encodeURIComponent(username)}` : people;
}

/** Where the API of a server is, its pages are: `https://HOST/api/v3`, `https://api.NAME.ghe.com`, `https://api.github.com`. */
function webOf(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl);
  return `${protocol}//${apiUrl.endsWith('/api/v3') ? host : host.replace(/^api\./, '')}`;
}
