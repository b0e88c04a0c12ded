import { type CompletedSubscription, complete } from '../domain/subscription.ts';
import { listSubscriptions, type StoredSubscription } from '../store/subscriptions.ts';
import type { Context } from './context.ts';

export type InventoryItem = StoredSubscription & CompletedSubscription;

/** The subscriptions of one app, or of all, with everything that vendors, seatkeeper.yaml and admins said of them. */
export function inventory(context: Context, app?: number): readonly InventoryItem[] {
  return listSubscriptions(context.store, app).map((reported) => complete(reported));
}
