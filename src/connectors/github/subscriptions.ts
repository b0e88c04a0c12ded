import type { Subscription } from '../../domain/licenses/subscription.ts';
import { toldSubscription } from '../base/told.ts';
import type { Facts } from '../github-api/facts.ts';
import { ENTERPRISE } from './account.ts';

/** What is paid for: the seats of the enterprise or the organization, and Copilot. GitHub tells neither prices nor renewal days. */
export function subscriptionsOf({ seats, plan, copilot }: Facts): readonly Subscription[] {
  const found: Subscription[] = [];
  if (seats !== null) found.push(subscription('enterprise', ENTERPRISE, seats.purchased, seats.consumed));
  else if (plan !== null && plan.seat !== null)
    found.push(subscription(plan.sku, plan.seat, plan.purchased, plan.filled));
  if (copilot === null) return found;
  const held = new Map<string, number>();
  for (const { plan: name } of copilot.seats.values()) held.set(name, (held.get(name) ?? 0) + 1);
  if (held.size === 0) held.set(copilot.plan, 0);
  for (const [name, count] of held) {
    // Copilot is billed by assigned seats; the total covers all plans together.
    const total = held.size === 1 ? (copilot.total ?? count) : count;
    found.push(subscription(name.toLowerCase().replaceAll(' ', '-'), name, total, total));
  }
  return found;
}

function subscription(
  sku: string,
  product: string,
  purchased: number | null,
  consumed: number | null,
): Subscription {
  return toldSubscription({
    id: sku,
    sku,
    product,
    purchased,
    consumed,
  });
}
