import { VISIBLE } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import { PRESENT } from '../people/people.ts';

/** The roles that visible accounts of the app have, as the app writes them. */
export function rolesIn(store: Store, app: number): readonly string[] {
  return store.sqlite
    .prepare(`SELECT DISTINCT role FROM account WHERE app = ? AND role IS NOT NULL AND ${VISIBLE}`)
    .pluck()
    .all(app) as string[];
}

/** The groups that somebody in a roster is in. */
export function groupsWithPeople(store: Store): readonly string[] {
  return store.sqlite
    .prepare(
      `SELECT DISTINCT held.value FROM person CROSS JOIN json_each(person."groups") held WHERE gone_at IS NULL AND ${PRESENT}`,
    )
    .pluck()
    .all() as string[];
}
