import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';

/** An entry of the audit log that the restored database will not have. */
interface LostEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** What the present database has and the backup has not. */
export type Lost =
  | { readonly kind: 'nothing-there' }
  /** It cannot be read to its end. */
  | { readonly kind: 'unreadable' }
  /** Its audit log does not continue the one of the backup. */
  | { readonly kind: 'another-database' }
  | {
      readonly kind: 'known';
      /** Entries after the backup, of any kind. */
      readonly entries: number;
      /** What admins decided, oldest first. */
      readonly decisions: readonly LostEntry[];
      readonly head: string;
    };

/** Compares the audit log of the present database with the one of a backup that was opened. */
export function compareWithBackup(database: string, backup: Store): Lost {
  if (!existsSync(database)) return { kind: 'nothing-there' };
  const last = backup.sqlite.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: string }
    | undefined;
  let sqlite: Database.Database | null = null;
  try {
    // Reading only: closing a connection that may write would write the log into a file that may be damaged.
    sqlite = new Database(database, { readonly: true });
    if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') return { kind: 'unreadable' };
    const hash = sqlite.prepare('SELECT hash FROM audit WHERE seq = ?').pluck();
    if (last !== undefined && hash.get(last.seq) !== last.hash) return { kind: 'another-database' };
    const later = sqlite
      .prepare('SELECT seq, at, actor, action, subject, hash FROM audit WHERE seq > ? ORDER BY seq')
      .all(last?.seq ?? 0) as (LostEntry & { hash: string })[];
    return {
      kind: 'known',
      entries: later.length,
      decisions: later
        .filter(({ actor, action }) => actor !== 'seatkeeper' && action !== 'export')
        .map(({ at, actor, action, subject }) => ({ at, actor, action, subject })),
      head: later.at(-1)?.hash ?? last?.hash ?? '',
    };
  } catch {
    return { kind: 'unreadable' };
  } finally {
    sqlite?.close();
  }
}

/** The moment of the last entry in the audit log of a backup; `null` when it has none. */
export function momentOf(backup: Store): Instant | null {
  return (
    (backup.sqlite
      .prepare('SELECT at FROM audit ORDER BY seq DESC LIMIT 1')
      .pluck()
      .get() as Instant | null) ?? null
  );
}
