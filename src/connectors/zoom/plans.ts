import { z } from 'zod';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { textIn } from '../base/text.ts';
import { toldSubscription } from '../base/told.ts';
import type { ZoomClient } from './client.ts';

/** What a user holds. A user of a bundle takes a seat of the bundle, and not a license for meetings alone. */
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

/** `plan_large_meeting` is Zoom Large Meeting. */
function nameOf(key: string): string {
  const words = key.split('_').slice(1);
  return (
    NAMES[key] ?? ['Zoom', ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(' ')
  );
}

/** If there are several bundles, a user does not show which one it has: they share the product. */
function subscriptionOf(key: string, { type, name, hosts, usage }: Plan, isOnly: boolean): Subscription {
  return toldSubscription({
    id: `${key}:${type}`,
    sku: isOnly ? nameOf(key) : type,
    product: isOnly ? (textIn(name) ?? nameOf(key)) : nameOf(key),
    purchased: hosts,
    consumed: usage ?? null,
    term: /yearly|annual/i.test(type) ? 'annual' : /monthly/i.test(type) ? 'monthly' : null,
  });
}
