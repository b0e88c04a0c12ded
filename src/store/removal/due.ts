import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { operationById, type StoredOperation } from './operations.ts';

/** The states in which the step before leaves the way free for the next one. */
const DONE = "'verified', 'already', 'rehearsed'";

/**
 * The operations to work on now, oldest first: those that are approved and due, whose step before is done, and those in doubt whose
 * next look is due.
 */
export function dueOperations(store: Store, now: Instant, limit: number): readonly StoredOperation[] {
  const ids = prepared(
    store,
    `SELECT o.id FROM removal_operation o
     WHERE o.state IN ('approved', 'in-doubt') AND o.ended_at IS NULL AND o.due_at <= ?
       AND (o.after IS NULL OR EXISTS (SELECT 1 FROM removal_operation b WHERE b.id = o.after AND b.state IN (${DONE})))
     ORDER BY o.due_at, o.id LIMIT ?`,
  ).all(now, limit) as { id: number }[];
  return ids.flatMap(({ id }) => operationById(store, id) ?? []);
}

/** Whether an operation on the account has not ended. */
export function isUnderWay(store: Store, app: number, account: string): boolean {
  return (
    prepared(
      store,
      'SELECT 1 FROM removal_operation WHERE app = ? AND account = ? AND ended_at IS NULL LIMIT 1',
    ).get(app, account) !== undefined
  );
}

/**
 * How many accounts steps were started on since then in plans that nobody else approved: in the whole organisation, or in one app.
 * Started counts, whatever came of it. `besides`: an account that does not count.
 */
export function startedAlone(
  store: Store,
  since: Instant,
  app: number | null = null,
  besides: { readonly app: number; readonly account: string } = { app: 0, account: '' },
): number {
  const rows = prepared(
    store,
    `SELECT count(*) AS count FROM (
       SELECT DISTINCT o.app, o.account FROM removal_operation o JOIN removal_plan p ON p.id = o.plan
       WHERE o.started_at >= ? AND p.approved_at IS NULL AND p.scope <> 'undo' AND (? IS NULL OR o.app = ?)
         AND NOT (o.app = ? AND o.account = ?))`,
  ).get(since, app, app, besides.app, besides.account) as { count: number };
  return rows.count;
}

/** The operations that come after this one in its plan and have not begun. */
export function followers(store: Store, id: number): readonly StoredOperation[] {
  const ids = prepared(
    store,
    'SELECT id FROM removal_operation WHERE after = ? AND ended_at IS NULL ORDER BY id',
  ).all(id) as { id: number }[];
  return ids.flatMap((row) => operationById(store, row.id) ?? []);
}

/** The plan of the operation on the account that has not ended; `null` for none. */
export function planOfAccount(store: Store, app: number, account: string): number | null {
  const row = prepared(
    store,
    'SELECT plan FROM removal_operation WHERE app = ? AND account = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1',
  ).get(app, account) as { plan: number } | undefined;
  return row?.plan ?? null;
}

/** The operations on the account that have not ended, oldest first. */
export function operationsOn(store: Store, app: number, account: string): readonly StoredOperation[] {
  const ids = prepared(
    store,
    'SELECT id FROM removal_operation WHERE app = ? AND account = ? AND ended_at IS NULL ORDER BY id',
  ).all(app, account) as { id: number }[];
  return ids.flatMap(({ id }) => operationById(store, id) ?? []);
}

/** The tasks whose reminder is due. */
export function dueTasks(store: Store, now: Instant): readonly StoredOperation[] {
  const ids = prepared(
    store,
    "SELECT id FROM removal_operation WHERE state = 'task' AND ended_at IS NULL AND due_at <= ? ORDER BY id",
  ).all(now) as { id: number }[];
  return ids.flatMap(({ id }) => operationById(store, id) ?? []);
}

/** Whether a plan can no longer be approved or carried out. */
export function hasExpired(store: Store, now: Instant): boolean {
  return (
    prepared(store, 'SELECT 1 FROM removal_plan WHERE ended_at IS NULL AND expires_at <= ? LIMIT 1').get(
      now,
    ) !== undefined
  );
}
