import { and, eq } from 'drizzle-orm';
import type { Terms } from '../../domain/licenses/subscription.ts';
import type { Store } from '../db/open.ts';
import { subscriptionTerms } from './schema.ts';

/** What an admin set for one subscription by command. */
export interface StoredTerms extends Terms {
  readonly app: number;
  readonly subscription: string;
  readonly by: string;
  readonly at: string;
}

/** Of one app, or of all. */
export function listTerms(store: Store, app?: number): readonly StoredTerms[] {
  return store.db
    .select()
    .from(subscriptionTerms)
    .where(app === undefined ? undefined : eq(subscriptionTerms.app, app))
    .all()
    .map(({ externalId, unitPrice, ...row }) => ({
      ...row,
      subscription: externalId,
      unitPrice: unitPrice === null ? null : unitPrice / 100,
    }));
}

/** Replaces everything that was set for it; deletes the row when nothing is left. Call it inside the transaction of the change. */
export function saveTerms(
  store: Store,
  { app, subscription, by, at }: Pick<StoredTerms, 'app' | 'subscription' | 'by' | 'at'>,
  terms: Terms,
): void {
  const key = and(eq(subscriptionTerms.app, app), eq(subscriptionTerms.externalId, subscription));
  store.db.delete(subscriptionTerms).where(key).run();
  if (Object.values(terms).every((value) => value === null)) return;
  const unitPrice = terms.unitPrice === null ? null : Math.round(terms.unitPrice * 100);
  store.db
    .insert(subscriptionTerms)
    .values({ ...terms, unitPrice, app, externalId: subscription, by, at })
    .run();
}
