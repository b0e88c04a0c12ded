import { z } from 'zod';
import type { GithubClient } from './client.ts';

const Organization = z.object({
  plan: z
    .object({ name: z.string(), seats: z.number().int().nullish(), filled_seats: z.number().int().nullish() })
    .nullish(),
});

/** What the organization itself pays. */
export interface OrganizationPlan {
  /** `team` */
  readonly sku: string;
  /** `GitHub Team` */
  readonly name: string;
  readonly purchased: number | null;
  readonly filled: number | null;
}

/** The plan as owners see it; `null` where GitHub does not show it, or where it has no seats. https://docs.github.com/rest/orgs/orgs#get-an-organization */
export async function readPlan({ api, org }: GithubClient): Promise<OrganizationPlan | null> {
  const answer = await api.send(`orgs/${org}`, { method: 'GET', accept: ['right-missing', 'absent'] });
  const plan = answer.means === 'fine' ? answer.json(Organization).plan : null;
  // The free plan has no seats to pay for.
  if (plan == null || plan.name === 'free') return null;
  const name = plan.name.split('_').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return {
    sku: plan.name,
    name: `GitHub ${name.join(' ')}`,
    purchased: plan.seats ?? null,
    filled: plan.filled_seats ?? null,
  };
}
