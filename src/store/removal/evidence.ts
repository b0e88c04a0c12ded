import { and, gte, lt, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { run } from '../sources/schema.ts';
import { type StoredOperation, toOperation } from './operations.ts';
import { removalOperation, removalPlan } from './schema.ts';

/** From this moment on, and before that one; `null`: without a bound. */
export interface Period {
  readonly from: Instant | null;
  readonly before: Instant | null;
}

type PlanRow = typeof removalPlan.$inferSelect;

export interface EvidenceRow {
  readonly operation: StoredOperation;
  readonly plan: PlanRow;
}

/** Every operation that was asked for, carried out or ended in the period, oldest first, a page at a time. */
export function* evidencePages(store: Store, period: Period, size = 500): Iterable<readonly EvidenceRow[]> {
  for (let after = 0; ; ) {
    const page = store.db
      .select({ operation: removalOperation, plan: removalPlan })
      .from(removalOperation)
      .innerJoin(removalPlan, sql`${removalPlan.id} = ${removalOperation.plan}`)
      .where(and(sql`${removalOperation.id} > ${after}`, touches(period)))
      .orderBy(removalOperation.id)
      .limit(size)
      .all();
    if (page.length === 0) return;
    yield page.map(({ operation, plan }) => ({ operation: toOperation(operation), plan }));
    after = page.at(-1)?.operation.id ?? after;
  }
}

function touches({ from, before }: Period) {
  const within = (moment: Parameters<typeof gte>[0]) =>
    and(
      sql`${moment} is not null`,
      from === null ? undefined : gte(moment, from),
      before === null ? undefined : lt(moment, before),
    );
  return or(
    within(removalPlan.requestedAt),
    within(removalOperation.startedAt),
    within(removalOperation.endedAt),
  );
}

/** How the reads of a source in the period ended. */
export function readOutcomes(
  store: Store,
  source: number,
  { from, before }: Period,
): {
  readonly complete: number;
  readonly failed: number;
  readonly held: number;
  readonly last: Instant | null;
} {
  const rows = store.db
    .select({
      status: run.status,
      count: sql<number>`count(*)`,
      last: sql<Instant | null>`max(${run.endedAt})`,
    })
    .from(run)
    .where(
      and(
        sql`${run.source} = ${source}`,
        from === null ? undefined : gte(run.startedAt, from),
        before === null ? undefined : lt(run.startedAt, before),
      ),
    )
    .groupBy(run.status)
    .all();
  const of = (status: string) => rows.find((row) => row.status === status);
  return {
    complete: of('complete')?.count ?? 0,
    failed: of('failed')?.count ?? 0,
    held: of('held')?.count ?? 0,
    last: of('complete')?.last ?? null,
  };
}
