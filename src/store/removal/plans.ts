import { and, eq, gt, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { OperationState } from '../../domain/removal/operation.ts';
import type { PlanShown, SecondPerson } from '../../domain/removal/plan.ts';
import type { Actor } from '../../domain/removal/second-person.ts';
import type { Store } from '../db/open.ts';
import { removalPlan } from './schema.ts';

/** A plan that an admin confirmed. What it showed is large for many accounts, and is read separately. */
export type StoredPlan = Omit<typeof removalPlan.$inferSelect, 'shown'>;

export interface NewPlan {
  readonly shown: PlanShown;
  readonly hash: string;
  readonly by: Actor & { readonly name: string };
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly platform: string;
}

/** Must be called inside the transaction that confirms it. */
export function addPlan(
  store: Store,
  { shown, hash, by, at, expiresAt, platform }: NewPlan,
  second: SecondPerson | null = shown.second,
): number {
  const row = {
    scope: shown.scope,
    hash,
    shown: shownText(shown),
    dryRun: shown.dryRun !== null,
    requestedBy: by.id,
    requestedName: by.name,
    requestedPerson: by.person,
    requestedAddresses: by.addresses.length === 0 ? null : by.addresses,
    requestedAt: at,
    secondWhy: second?.why ?? null,
    expiresAt,
    platform,
  };
  return Number(store.db.insert(removalPlan).values(row).run().lastInsertRowid);
}

/** As it is stored. */
export function shownText(shown: PlanShown): string {
  return JSON.stringify(shown);
}

const COLUMNS = {
  id: removalPlan.id,
  scope: removalPlan.scope,
  hash: removalPlan.hash,
  dryRun: removalPlan.dryRun,
  requestedBy: removalPlan.requestedBy,
  requestedName: removalPlan.requestedName,
  requestedPerson: removalPlan.requestedPerson,
  requestedAddresses: removalPlan.requestedAddresses,
  requestedAt: removalPlan.requestedAt,
  secondWhy: removalPlan.secondWhy,
  approvedBy: removalPlan.approvedBy,
  approvedName: removalPlan.approvedName,
  approvedPerson: removalPlan.approvedPerson,
  approvedAt: removalPlan.approvedAt,
  expiresAt: removalPlan.expiresAt,
  platform: removalPlan.platform,
  endedAt: removalPlan.endedAt,
};

export function planById(store: Store, id: number): StoredPlan | null {
  return store.db.select(COLUMNS).from(removalPlan).where(eq(removalPlan.id, id)).get() ?? null;
}

/** The newest plan that was confirmed with this hash; `null` if there is none. */
export function planWithHash(store: Store, hash: string): StoredPlan | null {
  return (
    store.db
      .select(COLUMNS)
      .from(removalPlan)
      .where(eq(removalPlan.hash, hash))
      .orderBy(sql`${removalPlan.id} desc`)
      .limit(1)
      .get() ?? null
  );
}

/** What the admin saw when they confirmed it; `null` if there is no such plan. */
export function planShown(store: Store, id: number): PlanShown | null {
  const row = store.db
    .select({ shown: removalPlan.shown })
    .from(removalPlan)
    .where(eq(removalPlan.id, id))
    .get();
  return row === undefined ? null : (JSON.parse(row.shown) as PlanShown);
}

/** The plans that have not ended, oldest first. */
export function openPlans(store: Store): readonly StoredPlan[] {
  return store.db.select(COLUMNS).from(removalPlan).where(isNull(removalPlan.endedAt)).all();
}

/**
 * Every plan that has not ended, whatever its age, then the newest ended ones; newest first. `state`: only plans with a step in that state.
 */
export function plansToShow(
  store: Store,
  ended: number,
  state: OperationState | null,
): readonly StoredPlan[] {
  const inState =
    state === null
      ? undefined
      : sql`EXISTS (SELECT 1 FROM removal_operation o WHERE o.plan = ${removalPlan.id} AND o.state = ${state})`;
  const plans = (isEnded: SQL) =>
    store.db
      .select(COLUMNS)
      .from(removalPlan)
      .where(and(isEnded, inState))
      .orderBy(sql`${removalPlan.id} desc`);
  return [
    ...plans(isNull(removalPlan.endedAt)).all(),
    ...plans(isNotNull(removalPlan.endedAt)).limit(ended).all(),
  ];
}

/** The newest plans first. */
export function latestPlans(store: Store, limit: number): readonly StoredPlan[] {
  return store.db.select(COLUMNS).from(removalPlan).orderBy(sql`${removalPlan.id} desc`).limit(limit).all();
}

/** Approves a plan that waits for approval and has not expired. A second press changes nothing and returns `false`. */
export function approvePlan(
  store: Store,
  id: number,
  by: NewPlan['by'],
  { at, expiresAt }: { readonly at: Instant; readonly expiresAt: Instant },
): boolean {
  const waits = and(isNull(removalPlan.approvedAt), gt(removalPlan.expiresAt, at));
  return changeOpen(store, id, waits, {
    approvedBy: by.id,
    approvedName: by.name,
    approvedPerson: by.person,
    approvedAt: at,
    expiresAt,
  });
}

/** Steps that have not begun wait for an approval by somebody who may still give one. */
export function holdForAnother(store: Store, id: number, expiresAt: Instant): boolean {
  const nobody = { approvedBy: null, approvedName: null, approvedPerson: null, approvedAt: null };
  return changeOpen(store, id, undefined, { secondWhy: 'rights', ...nobody, expiresAt });
}

/** Nothing of the plan expires before that moment. */
export function keepPlanUntil(store: Store, id: number, until: Instant): void {
  changeOpen(store, id, lt(removalPlan.expiresAt, until), { expiresAt: until });
}

/** `false` when it has ended already. */
export function endPlan(store: Store, id: number, at: Instant): boolean {
  return changeOpen(store, id, undefined, { endedAt: at });
}

function changeOpen(
  store: Store,
  id: number,
  condition: SQL | undefined,
  change: Partial<typeof removalPlan.$inferInsert>,
): boolean {
  if (!store.sqlite.inTransaction) throw new Error('a change of a plan belongs to a transaction');
  const open = and(eq(removalPlan.id, id), isNull(removalPlan.endedAt), condition);
  return store.db.update(removalPlan).set(change).where(open).run().changes === 1;
}
