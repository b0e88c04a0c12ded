import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Day, Instant } from '../../domain/day.ts';
import type { VendorAnswer } from '../../domain/removal/answer.ts';
import {
  isLive,
  mayBecome,
  type OperationReason,
  type OperationState,
  type StepKey,
} from '../../domain/removal/operation.ts';
import type { PlannedAccount } from '../../domain/removal/plan.ts';
import type { Store } from '../db/open.ts';
import { removalOperation } from './schema.ts';

type Row = typeof removalOperation.$inferSelect;

/** One step on one account. */
export interface StoredOperation
  extends Omit<Row, 'planned' | 'before' | 'answer' | 'reason' | 'step'>,
    Pick<StepKey, 'way' | 'license'> {
  readonly planned: PlannedAccount;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly answer: VendorAnswer | null;
  readonly reason: OperationReason | null;
}

export interface NewOperation extends Pick<StepKey, 'way' | 'license'> {
  readonly plan: number;
  /** The app's row. */
  readonly app: number;
  readonly planned: PlannedAccount;
  readonly state: 'planned' | 'approved' | 'task';
  readonly dueAt: Instant;
  readonly after: number | null;
  /** For an undo: the number of the step, and what it stored so that it can be given back. */
  readonly undoes?: number;
  readonly before?: StoredOperation['before'];
  /** Why it is done by hand, if a group, a directory or the app itself is the reason. */
  readonly reason?: OperationReason | null;
}

/** Throws when the same step of the same account has an operation that has not ended: there are never two. */
export function addOperation(
  store: Store,
  { way, license, planned, before = null, reason = null, ...row }: NewOperation,
): number {
  if (!store.sqlite.inTransaction) throw new Error('an operation belongs to the transaction of its plan');
  const values = {
    ...row,
    account: planned.account.id,
    step: stepText({ way, license }),
    person: planned.person?.ref ?? null,
    planned: JSON.stringify(planned),
    before: before === null ? null : JSON.stringify(before),
    reason: reason === null ? null : JSON.stringify(reason),
  };
  return Number(store.db.insert(removalOperation).values(values).run().lastInsertRowid);
}

/** The key of a way has no colon, except in `undo:<way>`. */
function stepText({ way, license }: Pick<StepKey, 'way' | 'license'>): string {
  return license === null ? way : `${way}#${license}`;
}

function stepOf(step: string): Pick<StepKey, 'way' | 'license'> {
  const at = step.indexOf('#');
  return at < 0 ? { way: step, license: null } : { way: step.slice(0, at), license: step.slice(at + 1) };
}

/** What an operation becomes, with what is stored then. */
export interface Becoming {
  readonly state: OperationState;
  readonly at: Instant;
  readonly reason?: OperationReason | null;
  readonly dueAt?: Instant;
  readonly startedAt?: Instant;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly answer?: VendorAnswer;
  readonly looks?: number;
  readonly undoUntil?: Day | null;
}

/**
 * Changes the state of an operation that is still in the given one, by compare-and-set: if several try at once, only one gets `true`.
 * Must be called inside the transaction of the change.
 */
export function changeState(
  store: Store,
  { id, state: from }: Pick<StoredOperation, 'id' | 'state'>,
  to: Becoming,
): boolean {
  if (!store.sqlite.inTransaction) throw new Error('a change of an operation belongs to a transaction');
  if (to.state !== from && !mayBecome(from, to.state))
    throw new Error(`operation ${id} cannot become ${to.state} from ${from}`);
  const { state, at, dueAt, startedAt, looks, undoUntil } = to;
  return (
    store.db
      .update(removalOperation)
      .set({
        state,
        ...(isLive(state) ? {} : { endedAt: at }),
        ...(to.reason === undefined ? {} : { reason: to.reason === null ? null : JSON.stringify(to.reason) }),
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(to.before === undefined ? {} : { before: JSON.stringify(to.before) }),
        ...(to.answer === undefined ? {} : { answer: JSON.stringify(to.answer) }),
        ...(looks === undefined ? {} : { looks }),
        ...(undoUntil === undefined ? {} : { undoUntil }),
      })
      .where(and(eq(removalOperation.id, id), eq(removalOperation.state, from)))
      .run().changes === 1
  );
}

/** A step can no longer be taken back: it was taken back (`by`), or a later one went beyond it. Call it in the transaction of that. */
export function endUndo(store: Store, id: number, by: OperationReason | null): void {
  store.db
    .update(removalOperation)
    .set({ undoUntil: null, ...(by === null ? {} : { reason: JSON.stringify(by) }) })
    .where(eq(removalOperation.id, id))
    .run();
}

export function operationById(store: Store, id: number): StoredOperation | null {
  const row = store.db.select().from(removalOperation).where(eq(removalOperation.id, id)).get();
  return row === undefined ? null : toOperation(row);
}

export function operationsOf(
  store: Store,
  plan: number,
  states?: readonly OperationState[],
): readonly StoredOperation[] {
  const where = and(
    eq(removalOperation.plan, plan),
    states === undefined ? undefined : inArray(removalOperation.state, [...states]),
  );
  return store.db
    .select()
    .from(removalOperation)
    .where(where)
    .orderBy(removalOperation.id)
    .all()
    .map(toOperation);
}

/** How many operations of a plan are in which state. */
export function stateCounts(store: Store, plan: number): ReadonlyMap<OperationState, number> {
  const rows = store.db
    .select({ state: removalOperation.state, count: sql<number>`count(*)` })
    .from(removalOperation)
    .where(eq(removalOperation.plan, plan))
    .groupBy(removalOperation.state)
    .all();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Those in these states, oldest first. */
export function operationsIn(store: Store, states: readonly OperationState[]): readonly StoredOperation[] {
  return store.db
    .select()
    .from(removalOperation)
    .where(and(inArray(removalOperation.state, [...states]), isNull(removalOperation.endedAt)))
    .orderBy(removalOperation.id)
    .all()
    .map(toOperation);
}

/** As a row of the table has it. */
export function toOperation({ step, planned, before, answer, reason, ...row }: Row): StoredOperation {
  const parsed = <Value>(json: string | null) => (json === null ? null : (JSON.parse(json) as Value));
  return {
    ...row,
    ...stepOf(step),
    planned: JSON.parse(planned) as PlannedAccount,
    before: parsed<Readonly<Record<string, unknown>>>(before),
    answer: parsed<VendorAnswer>(answer),
    reason: parsed<OperationReason>(reason),
  };
}

/** What the app is expected to show when the step begins: the account as the previous step left it. */
export function expectAccount(
  store: Store,
  { id, planned }: Pick<StoredOperation, 'id' | 'planned'>,
  account: PlannedAccount['account'],
): void {
  store.db
    .update(removalOperation)
    .set({ planned: JSON.stringify({ ...planned, account }) })
    .where(and(eq(removalOperation.id, id), isNull(removalOperation.endedAt)))
    .run();
}

/** Lets the approved operations of an app that are due wait until then. Returns the plans that they belong to. */
export function delayApproved(
  store: Store,
  app: number,
  {
    now,
    until,
    reason,
  }: { readonly now: Instant; readonly until: Instant; readonly reason: OperationReason | null },
): readonly number[] {
  const rows = store.db
    .update(removalOperation)
    .set({ dueAt: until, ...(reason === null ? {} : { reason: JSON.stringify(reason) }) })
    .where(
      and(
        eq(removalOperation.app, app),
        eq(removalOperation.state, 'approved'),
        lte(removalOperation.dueAt, now),
      ),
    )
    .returning({ plan: removalOperation.plan })
    .all();
  return [...new Set(rows.map(({ plan }) => plan))];
}

/** The number of operations that have not ended, by state. */
export function liveCounts(store: Store): ReadonlyMap<OperationState, number> {
  const rows = store.sqlite
    .prepare('SELECT state, count(*) AS count FROM removal_operation WHERE ended_at IS NULL GROUP BY state')
    .all() as { state: OperationState; count: number }[];
  return new Map(rows.map(({ state, count }) => [state, count]));
}
