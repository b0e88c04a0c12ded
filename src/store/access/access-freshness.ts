import type { Store } from '../db/open.ts';
import { versionOf } from '../db/versions.ts';

/** Versions of what the accounts of an app, their owners and verdicts depend on, split by how an index follows a change. */
export interface AccessVersion {
  /** Reads of the app and of roster sources. */
  readonly facts: string;
  /** What admins decided about accounts, people and rules. */
  readonly decisions: string;
}

export function accessVersion(store: Store, app: number): AccessVersion {
  return {
    facts: versionOf(store, ['roster', `accounts:${app}`]),
    decisions: versionOf(store, ['added-people', 'rules', 'decisions']),
  };
}

/** `facts`: a read brought something. `decisions`: an admin decided something. `null`: nothing that shows has changed. */
export function changeBetween(before: AccessVersion, now: AccessVersion): 'facts' | 'decisions' | null {
  if (before.facts !== now.facts) return 'facts';
  return before.decisions === now.decisions ? null : 'decisions';
}

/** Unchanged as long as nothing at all is written: `ours` counts the writes of this connection, `others` those of all others. */
export function writeCounters(store: Store): { readonly ours: number; readonly others: number } {
  const ours = store.sqlite.prepare('SELECT total_changes()').pluck().get() as number;
  return { ours, others: Number(store.sqlite.pragma('data_version', { simple: true })) };
}

/** From now on remembers which accounts this connection changes, for `changedAccounts`. */
export function watchAccounts(store: Store): void {
  store.run('CREATE TEMP TABLE IF NOT EXISTS changed_account (id INTEGER PRIMARY KEY, app INTEGER NOT NULL)');
  store.run(`CREATE TEMP TRIGGER IF NOT EXISTS account_changed AFTER UPDATE ON main.account BEGIN
    INSERT OR IGNORE INTO changed_account VALUES (new.id, new.app); END`);
}

/** The accounts that this connection changed since the last call, by app. */
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
