import type { Store } from '../db/open.ts';

/**
 * What the accounts of an app, their owners and verdicts depend on: reads that were sealed, and what was done since, for which
 * the audit has an entry in the same transaction. See `newsSince`.
 */
export interface Picture {
  /** The sealed run of the app and of every roster source, by source. */
  readonly sealed: ReadonlyMap<number, number>;
  /** The newest entry of the audit. */
  readonly audit: number;
}

export function readPicture(store: Store, app: number): Picture {
  const sources = store.sqlite
    .prepare("SELECT id, sealed_run FROM source WHERE id = ? OR kind = 'roster'")
    .raw()
    .all(app) as [number, number][];
  const audit = store.sqlite.prepare('SELECT ifnull(max(seq), 0) FROM audit').pluck().get() as number;
  return { sealed: new Map(sources), audit };
}

/** What runs do to accounts is told by the runs; the rest of these touches none. */
const TOUCH_NO_ACCOUNT = [
  'run-complete',
  'run-failed',
  'run-held',
  'run-accepted',
  'run-dropped',
  'snooze',
  'snooze-app',
  'columns',
  'export',
  'digest-sent',
  'message-dead',
  'message-in-doubt',
  'chat-broken',
  'chat-mended',
];

/** `facts`: a read brought something. `decisions`: single accounts were decided on. `null`: everything is as it was. */
export function newsSince(store: Store, before: Picture, now: Picture): 'facts' | 'decisions' | null {
  if (!sameFacts(store, before, now)) return 'facts';
  const decided = store.sqlite
    .prepare('SELECT 1 FROM audit WHERE seq > ? AND action NOT IN (SELECT value FROM json_each(?)) LIMIT 1')
    .get(before.audit, JSON.stringify(TOUCH_NO_ACCOUNT));
  return decided === undefined ? null : 'decisions';
}

/** Whether no run between the two brought anything: most reads find everything as it was. */
function sameFacts(store: Store, before: Picture, now: Picture): boolean {
  const news = store.sqlite.prepare(
    `SELECT 1 FROM run WHERE source = ? AND id > ? AND id <= ? AND status = 'complete' AND (
       json_extract(counts, '$.added') > 0 OR json_extract(counts, '$.changed') > 0 OR json_extract(counts, '$.gone') > 0) LIMIT 1`,
  );
  for (const [source, run] of now.sealed) {
    const from = before.sealed.get(source);
    if (from === undefined || from > run) return false;
    if (from < run && news.get(source, from, run) !== undefined) return false;
  }
  return before.sealed.size === now.sealed.size;
}

/** Stays the same while nobody wrote anything at all: `ours` this connection, `others` every other one. */
export function writesSeen(store: Store): { readonly ours: number; readonly others: number } {
  const ours = store.sqlite.prepare('SELECT total_changes()').pluck().get() as number;
  return { ours, others: Number(store.sqlite.pragma('data_version', { simple: true })) };
}

/** From now on remembers the accounts that this connection changes, for `changedAccounts`. */
export function watchAccounts(store: Store): void {
  store.run('CREATE TEMP TABLE IF NOT EXISTS changed_account (id INTEGER PRIMARY KEY, app INTEGER NOT NULL)');
  store.run(`CREATE TEMP TRIGGER IF NOT EXISTS account_changed AFTER UPDATE ON main.account BEGIN
    INSERT OR IGNORE INTO changed_account VALUES (new.id, new.app); END`);
}

/** The accounts this connection changed since it was asked last, by app. */
export function changedAccounts(store: Store): ReadonlyMap<number, readonly number[]> {
  const rows = store.sqlite.prepare('SELECT id, app FROM temp.changed_account').raw().all() as [
    number,
    number,
  ][];
  const changed = new Map<number, number[]>();
  for (const [id, app] of rows) {
    const ids = changed.get(app);
    if (ids === undefined) changed.set(app, [id]);
    else ids.push(id);
  }
  if (rows.length > 0) store.run('DELETE FROM temp.changed_account');
  return changed;
}
