import type { Instant } from '../../domain/day.ts';
import type { Unlisted } from '../../domain/sync/set-aside.ts';
import type { Store } from '../db/open.ts';

/** An account that a run did not list, with everything it may be found by. */
interface UnlistedAccount extends Unlisted {
  readonly lastActive: Instant | null;
}

/** Visible accounts of the app that the run did not see, like `unseenAccounts`, with everything they may be found by. */
export function* unlistedAccounts(
  store: Store,
  app: number,
  seen: (row: number) => boolean,
): Iterable<UnlistedAccount> {
  const rows = store.sqlite
    .prepare(
      `SELECT id, external_id, email, emails, username, last_active FROM account
       WHERE app = ? AND gone_at IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE id = ?)`,
    )
    .raw();
  for (const row of rows.iterate(app, app)) {
    const [ref, id, email, emails, username, lastActive] = row as UnlistedRow;
    if (seen(ref)) continue;
    const addresses = emails === null ? [email ?? []].flat() : (JSON.parse(emails) as string[]);
    yield { ref, id, addresses, usernames: username === null ? [] : [username], lastActive };
  }
}

type UnlistedRow = [number, string, string | null, string | null, string | null, Instant | null];

/** Visible accounts of the app that the run did not see. */
export function unseenAccounts(store: Store, app: number, seen: (row: number) => boolean): number[] {
  const rows: number[] = [];
  const all = store.sqlite
    .prepare(
      'SELECT id FROM account WHERE app = ? AND gone_at IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE id = ?)',
    )
    .raw();
  for (const row of all.iterate(app, app)) {
    const [id] = row as [number];
    if (!seen(id)) rows.push(id);
  }
  return rows;
}
