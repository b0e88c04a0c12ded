import { z } from 'zod';
import type { GithubClient } from './client.ts';

const Organization = z.object({
  plan: z
    .object({ name: z.string(), seats: z.number().int().nullish(), filled_seats: z.number().int().nullish() })
    .nullish(),
});

/** What the organization itself pays for. */
export interface OrganizationPlan {
  /** `team` */
  readonly sku: string;
  /** The name of a seat, `GitHub Team`; `null` if it costs nothing. */
  readonly seat: string | null;
  readonly purchased: number | null;
  readonly filled: number | null;
}

/** The plan as owners see it; `null` if GitHub does not show it. https://docs.github.com/rest/orgs/orgs#get-an-organization */
export async function readPlan({ api, org }: GithubClient): Promise<OrganizationPlan | null> {
  const answer = await api.send(`orgs/${org}`, { method: 'GET', accept: ['right-missing', 'absent'] });
  const plan = answer.means === 'fine' ? answer.json(Organization).plan : null;
  if (plan == null) return null;
  const { name: sku, seats = null, filled_seats: filled = null } = plan;
  if (sku === 'free') return { sku, seat: null, purchased: null, filled };
  const name = sku.split('_').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return {
    sku,
    seat: `GitHub ${name.join(' ')}`,
    purchased: seats,
    filled,
  };
}
