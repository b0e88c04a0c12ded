import type { OperationState } from '../../domain/removal/operation.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { operationById, type StoredOperation } from './operations.ts';

/** The apps of a plan by their rows, and how many of their accounts are in it. */
export function appsOfPlan(
  store: Store,
  plan: number,
): readonly { readonly app: number; readonly accounts: number }[] {
  return prepared(
    store,
    'SELECT app, count(DISTINCT account) AS accounts FROM removal_operation WHERE plan = ? GROUP BY app ORDER BY min(id)',
  ).all(plan) as { app: number; accounts: number }[];
}

/** Operations that need an admin most come first; at most `limit`. */
const ORDER: Readonly<Record<OperationState, number>> = {
  'in-doubt': 0,
  failed: 1,
  task: 2,
  'not-possible': 3,
  running: 4,
  approved: 5,
  planned: 5,
  said: 6,
  verified: 7,
  already: 8,
  rehearsed: 8,
  cancelled: 9,
  expired: 9,
};

/** `state`: only operations in that state. */
export function worstFirst(
  store: Store,
  plan: number,
  limit: number,
  state: OperationState | null = null,
): readonly StoredOperation[] {
  const order = Object.entries(ORDER)
    .map(([state, place]) => `WHEN '${state}' THEN ${place}`)
    .join(' ');
  const ids = prepared(
    store,
    `SELECT id FROM removal_operation WHERE plan = ? AND (? IS NULL OR state = ?) ORDER BY CASE state ${order} END, id LIMIT ?`,
  ).all(plan, state, state, limit) as { id: number }[];
  return ids.flatMap(({ id }) => operationById(store, id) ?? []);
}
