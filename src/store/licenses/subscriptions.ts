import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { subscription } from './schema.ts';

export interface StoredSubscription extends Subscription {
  readonly app: number;
  readonly lastImport: string;
  readonly goneAt: string | null;
}

/** Creates and updates subscriptions. Those that are no longer listed are kept and marked gone. */
export function importSubscriptions(
  store: Store,
  app: number,
  listed: readonly Subscription[],
  at: string,
): void {
  for (const { id, unitPrice, ...facts } of listed) {
    const values = {
      ...facts,
      unitPrice: unitPrice === null ? null : Math.round(unitPrice * 100),
      lastImport: at,
      goneAt: null,
    };
    store.db
      .insert(subscription)
      .values({ app, externalId: id, ...values })
      .onConflictDoUpdate({ target: [subscription.app, subscription.externalId], set: values })
      .run();
  }
  store.db
    .update(subscription)
    .set({ goneAt: at })
    .where(and(eq(subscription.app, app), ne(subscription.lastImport, at), isNull(subscription.goneAt)))
    .run();
}

/** Those of one app, or of all, as reported, including gone ones: see `goneAt`. */
export function listSubscriptions(store: Store, app?: number): readonly StoredSubscription[] {
  // Most apps have none, and are asked about many times in a sync.
  if (
    app !== undefined &&
    prepared(store, 'SELECT 1 FROM subscription WHERE app = ? LIMIT 1').get(app) === undefined
  )
    return [];
  return store.db
    .select()
    .from(subscription)
    .where(app === undefined ? undefined : eq(subscription.app, app))
    .orderBy(subscription.app, subscription.externalId)
    .all()
    .map(({ externalId, unitPrice, ...row }) => ({
      id: externalId,
      ...row,
      unitPrice: unitPrice === null ? null : unitPrice / 100,
    }));
}
