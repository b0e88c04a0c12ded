import type { Instant } from '../../domain/day.ts';
import type { AccountEvent, Happening } from '../../domain/findings/happening.ts';
import type { Lapse } from '../../domain/findings/known.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

/** Must be called inside the transaction of the change. */
export function recordEvents(store: Store, events: readonly AccountEvent[]): void {
  const save = prepared(
    store,
    'INSERT INTO account_event (account, at, kind, detail, by) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { account, at, happening, by } of events)
    save.run(account, at, happening.kind, JSON.stringify(happening), by);
}

/** Everything recorded about an account, oldest first. */
export function eventsOf(store: Store, account: number): readonly AccountEvent[] {
  return store.sqlite
    .prepare('SELECT account, at, detail, by FROM account_event WHERE account = ? ORDER BY id')
    .all(account)
    .map((row) => {
      const { detail, ...event } = row as { account: number; at: string; detail: string; by: string | null };
      return { ...event, happening: JSON.parse(detail) as Happening };
    });
}

/** Who said last that the seat was removed; `null` when nobody did. */
export function removalSaidBy(store: Store, account: number): string | null {
  return eventsOf(store, account).findLast(({ happening }) => happening.kind === 'removal-said')?.by ?? null;
}

/** Why and when "known" last ended by itself on these accounts; accounts where it did not are left out. */
export function lapsesOf(
  store: Store,
  accounts: readonly number[],
): ReadonlyMap<number, { readonly at: Instant; readonly lapse: Lapse }> {
  const rows = store.sqlite
    .prepare(
      `SELECT account, at, json_extract(detail, '$.lapse') FROM account_event
       WHERE account IN (SELECT value FROM json_each(?)) AND kind = 'lapsed' ORDER BY id`,
    )
    .raw()
    .all(JSON.stringify(accounts)) as [number, string, string][];
  return new Map(rows.map(([account, at, lapse]) => [account, { at, lapse: JSON.parse(lapse) as Lapse }]));
}

/** The accounts of the app that the vendor gave to somebody else since that moment and after their finding opened, with their previous holders. */
export function handedOnSince(store: Store, app: number, since: Instant): ReadonlyMap<number, string> {
  const rows = store.sqlite
    .prepare(
      `SELECT f.account, coalesce(json_extract(e.detail, '$.from'), json_extract(e.detail, '$.lapse.from'))
       FROM finding f JOIN account_event e ON e.account = f.account
       WHERE f.app = ? AND f.closed_at IS NULL AND e.at >= ? AND e.at > f.opened_at
         AND (e.kind = 'handed-on' OR (e.kind = 'lapsed' AND json_extract(e.detail, '$.lapse.kind') = 'handed-on')) ORDER BY e.id`,
    )
    .raw()
    .all(app, since);
  return new Map(rows as [number, string][]);
}

/** How often each of these accounts was gone and came back since that moment; accounts that did not are left out. */
export function returnsSince(
  store: Store,
  accounts: readonly number[],
  since: Instant,
): ReadonlyMap<number, number> {
  const rows = store.sqlite
    .prepare(
      `SELECT account, count(*) FROM account_event
       WHERE account IN (SELECT value FROM json_each(?)) AND at >= ? AND kind = 'reopened'
         AND json_extract(detail, '$.closing') IN ('gone', 'no-seat') GROUP BY account`,
    )
    .raw()
    .all(JSON.stringify(accounts), since);
  return new Map(rows as [number, number][]);
}
