import { z } from 'zod';
import type { Obstacle } from '../base/removal.ts';
import type { GithubClient } from '../github-api/client.ts';

const Membership = z.object({
  role: z.string(),
  state: z.string(),
  direct_membership: z.boolean().nullish(),
  /** Slugs, a hundred at most; only Enterprise Cloud has such teams. */
  enterprise_teams_providing_indirect_membership: z.array(z.string()).nullish(),
});

/** Removing somebody ends the direct membership only: one that comes through an enterprise team stays. */
export async function membershipOf(
  { api, org }: GithubClient,
  login: string,
): Promise<{ readonly role: string; readonly obstacle: Obstacle | null } | null> {
  const path = `orgs/${org}/memberships/${encodeURIComponent(login)}`;
  const answer = await api.send(path, { method: 'GET', accept: [404] });
  if (answer.status === 404) return null;
  const {
    role,
    direct_membership: direct,
    enterprise_teams_providing_indirect_membership: teams,
  } = answer.json(Membership);
  const isIndirect = direct === false || (teams ?? []).length > 0;
  const group = teams?.join(', ') || 'an enterprise team';
  return {
    role: role === 'admin' ? 'owner' : 'member',
    obstacle: isIndirect ? { kind: 'group', group, instead: null, url: null } : null,
  };
}
