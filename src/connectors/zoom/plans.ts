import { z } from 'zod';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import type { ZoomClient } from './client.ts';

/** What a user holds. A user of a bundle takes a seat of that, and none of the licenses for meetings alone. */
export const LICENSED = 'Zoom Licensed';
export const WORKPLACE = 'Zoom Workplace';
export const UNITED = 'Zoom United';

const NAMES: Readonly<Record<string, string>> = {
  plan_base: LICENSED,
  plan_zoom_one: WORKPLACE,
  plan_united: UNITED,
};

/** A plan with seats; those for storage have none. */
const Plan = z.object({
  type: z.string(),
  name: z.string().nullish(),
  /** Seats bought. */
  hosts: z.number(),
  usage: z.number().nullish(),
});

type Plan = z.infer<typeof Plan>;

/** https://developers.zoom.us/docs/api/rest/reference/billing/methods/#operation/accountPlanUsage; a heavy request, one for each read. */
export async function readPlans({ api }: ZoomClient): Promise<readonly Subscription[]> {
  const usage = await api.get('accounts/me/plans/usage', z.record(z.string(), z.unknown()));
  return Object.entries(usage).flatMap(([key, value]) => {
    const plans = [value].flat().flatMap((each) => Plan.safeParse(each).data ?? []);
    return plans.map((plan) => subscriptionOf(key, plan, plans.length === 1));
  });
}

function subscriptionOf(key: string, { type, name, hosts, usage }: Plan, isOnly: boolean): Subscription {
  // A user does not say which of several bundles it has.
  const known = isOnly ? (NAMES[key] ?? null) : null;
  return {
    id: `${key}:${type}`,
    sku: known ?? type,
    product: known === null ? (name ?? null) : (name ?? known),
    model: null,
    purchased: hosts,
    unlimited: false,
    consumed: usage ?? null,
    enabled: null,
    warning: null,
    suspended: null,
    capabilityStatus: null,
    unitPrice: null,
    currency: null,
    term: /yearly|annual/i.test(type) ? 'annual' : /monthly/i.test(type) ? 'monthly' : null,
    renewsOn: null,
    endsOn: null,
  };
}
