import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { operationById, type StoredOperation } from './operations.ts';

/** The states of a step after which the next one may begin. */
const DONE = "'verified', 'already', 'rehearsed'";

/**
 * The operations to work on now, oldest first: those that are approved and due, whose step before is done, and those in doubt whose
 * next look is due. Steps on one account are carried out one after the other, as planned.
 */
export function dueOperations(store: Store, now: Instant, limit: number): readonly StoredOperation[] {
  const ids = prepared(
    store,
    `SELECT o.id FROM removal_operation o
     WHERE o.state IN ('approved', 'in-doubt') AND o.ended_at IS NULL AND o.due_at <= ?
       AND (o.after IS NULL OR EXISTS (SELECT 1 FROM removal_operation b WHERE b.id = o.after AND b.state IN (${DONE})))
       AND (o.state = 'in-doubt' OR NOT EXISTS (SELECT 1 FROM removal_operation b
         WHERE b.plan = o.plan AND b.app = o.app AND b.account = o.account AND b.id < o.id
           AND b.ended_at IS NULL AND b.state IN ('approved', 'running', 'in-doubt')))
     ORDER BY o.due_at, o.id LIMIT ?`,
  ).all(now, limit) as { id: number }[];
  return ids.flatMap(({ id }) => operationById(store, id) ?? []);
}

/** Whether a deletion came after a step, and can be taken back: then it comes first. */
export function isSurpassed(store: Store, { id, plan }: Pick<StoredOperation, 'id' | 'plan'>): boolean {
  return (
    prepared(
      store,
      "SELECT 1 FROM removal_operation WHERE plan = ? AND after = ? AND state = 'verified' AND undo_until IS NOT NULL LIMIT 1",
    ).get(plan, id) !== undefined
  );
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
 * On how many accounts steps were started since then in plans that nobody else approved, in the whole organisation or in one app. Every
 * start counts, whatever came of it. `besides`: an account that does not count.
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

/**
 * Whether a step cannot begin yet because another step on its account has not ended: one that it needs, or one with an unknown outcome.
 */
export function waitsForAnother(store: Store, { id }: Pick<StoredOperation, 'id'>): boolean {
  return (
    prepared(
      store,
      `SELECT 1 FROM removal_operation o JOIN removal_operation b ON b.plan = o.plan AND b.app = o.app AND b.account = o.account
       WHERE o.id = ? AND b.id < o.id AND b.ended_at IS NULL
         AND (b.id = o.after OR b.state IN ('running', 'in-doubt')) LIMIT 1`,
    ).get(id) !== undefined
  );
}

/** The steps on the same account that come after this one in its plan and have not ended. */
export function laterSteps(store: Store, { id }: Pick<StoredOperation, 'id'>): readonly StoredOperation[] {
  const ids = prepared(
    store,
    `SELECT o.id FROM removal_operation o JOIN removal_operation b ON b.plan = o.plan AND b.app = o.app AND b.account = o.account
     WHERE b.id = ? AND o.id > b.id AND o.ended_at IS NULL ORDER BY o.id`,
  ).all(id) as { id: number }[];
  return ids.flatMap((row) => operationById(store, row.id) ?? []);
}

/** Whether an earlier step of its plan was about the same account. */
export function hasEarlierStep(store: Store, { id }: Pick<StoredOperation, 'id'>): boolean {
  return (
    prepared(
      store,
      `SELECT 1 FROM removal_operation o JOIN removal_operation b ON b.plan = o.plan AND b.app = o.app AND b.account = o.account
       WHERE o.id = ? AND b.id < o.id LIMIT 1`,
    ).get(id) !== undefined
  );
}

/** The operations that need this one to be done first, and have not begun. */
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
