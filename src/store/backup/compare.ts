import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { lastSignOfLife } from '../restored/sign-of-life.ts';

/** An entry of the audit log that the restored database will not have. */
interface LostEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** What the present database has and the backup does not. */
export type Lost =
  | { readonly kind: 'nothing-there' }
  /** It cannot be read to the end. */
  | { readonly kind: 'unreadable' }
  /** Its audit log does not continue the one of the backup. */
  | { readonly kind: 'another-database' }
  /** The backup continues it: it has everything in the present database, and more. What came after the backup is not known. */
  | { readonly kind: 'behind' }
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
    // Read-only: closing a connection that may write would write the log into a file that may be damaged.
    sqlite = new Database(database, { readonly: true });
    if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') return { kind: 'unreadable' };
    const hash = sqlite.prepare('SELECT hash FROM audit WHERE seq = ?').pluck();
    if (last !== undefined && hash.get(last.seq) !== last.hash)
      return { kind: isContinuedBy(backup, sqlite) ? 'behind' : 'another-database' };
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

function isContinuedBy(backup: Store, present: Database.Database): boolean {
  const last = present.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: string }
    | undefined;
  if (last === undefined) return true;
  return backup.sqlite.prepare('SELECT hash FROM audit WHERE seq = ?').pluck().get(last.seq) === last.hash;
}

/** The last moment that a backup knows about, from its audit log or from the service that wrote it; `null` when it knows none. */
export function momentOf(backup: Store): Instant | null {
  const last = backup.sqlite.prepare('SELECT at FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();
  const moments = [last as Instant | undefined, lastSignOfLife(backup)?.at];
  return (
    moments
      .filter((at) => at !== undefined)
      .toSorted()
      .at(-1) ?? null
  );
}
