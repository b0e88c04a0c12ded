import { and, gte, lt, sql } from 'drizzle-orm';
import type { PlanShown } from '../../domain/removal/plan.ts';
import type { Store } from '../db/open.ts';
import type { Period } from './evidence.ts';
import { removalPlan } from './schema.ts';

export interface PlanAsShown {
  readonly plan: typeof removalPlan.$inferSelect;
  readonly shown: PlanShown;
}

/** The plans that were confirmed in the period, with what the admin saw; few at a time, because a large plan is a large text. */
export function* planPages(
  store: Store,
  { from, before }: Period,
  size = 20,
): Iterable<readonly PlanAsShown[]> {
  for (let after = 0; ; ) {
    const page = store.db
      .select()
      .from(removalPlan)
      .where(
        and(
          sql`${removalPlan.id} > ${after}`,
          from === null ? undefined : gte(removalPlan.requestedAt, from),
          before === null ? undefined : lt(removalPlan.requestedAt, before),
        ),
      )
      .orderBy(removalPlan.id)
      .limit(size)
      .all();
    if (page.length === 0) return;
    yield page.map((plan) => ({ plan, shown: JSON.parse(plan.shown) as PlanShown }));
    after = page.at(-1)?.id ?? after;
  }
}
