import type { Store } from '../db/open.ts';

/** A message in a chat whose last version is later than the backup. */
export interface LaterMessage {
  readonly platform: string;
  readonly subject: string;
}

/** Room for the numbers that were given out after the backup, when they are not known. */
const ROOM = 100_000;

/**
 * What was said and where is not undone by a restore. Takes that over from the present database, so that nothing is said
 * again, and returns the messages that now show something later than the restored state.
 */
export function carryOver(copy: Store, database: string): readonly LaterMessage[] {
  const { sqlite } = copy;
  sqlite.prepare('ATTACH ? AS present').run(database);
  try {
    return copy.write(() => {
      for (const table of ['posted', 'conversation', 'home', 'received', 'digest', 'job'])
        sqlite.exec(
          `INSERT OR REPLACE INTO main.${table} (${columns(copy, table)}) SELECT ${columns(copy, table)} FROM present.${table}`,
        );
      sqlite.exec(
        `INSERT OR IGNORE INTO main.reminder (${columns(copy, 'reminder')}) SELECT ${columns(copy, 'reminder')}
           FROM present.reminder WHERE app IN (SELECT id FROM main.source)`,
      );
      sqlite.exec(
        `UPDATE main.outbox SET (status, sent_at, problem, tries) =
           (SELECT status, sent_at, problem, tries FROM present.outbox later WHERE later.id = outbox.id)
         WHERE status IN ('pending', 'sending') AND EXISTS (SELECT 1 FROM present.outbox later
           WHERE later.id = outbox.id AND later.subject = outbox.subject AND later.platform = outbox.platform)`,
      );
      const later = sqlite
        .prepare(
          `SELECT DISTINCT platform, subject FROM present.outbox
           WHERE id > (SELECT coalesce(max(id), 0) FROM main.outbox) AND status NOT IN ('pending', 'superseded')`,
        )
        .all() as LaterMessage[];
      continueNumbers(
        copy,
        'coalesce((SELECT seq FROM present.sqlite_sequence later WHERE later.name = sequence.name), 0)',
      );
      return later;
    });
  } finally {
    sqlite.exec('DETACH present');
  }
}

/**
 * The same when the present database cannot be read: what waited in the backup may have been sent since, so the chats are
 * asked, and the digest is planned anew.
 */
export function assumeSaid(copy: Store): readonly LaterMessage[] {
  const { sqlite } = copy;
  return copy.write(() => {
    sqlite.exec("UPDATE outbox SET status = 'sending' WHERE status = 'pending'");
    sqlite.exec('DELETE FROM job');
    continueNumbers(copy, `seq + ${ROOM}`);
    return sqlite.prepare('SELECT platform, subject FROM posted').all() as LaterMessage[];
  });
}

/** Buttons in the chats name runs, and messages are known by their number: a number is never given out twice. */
function continueNumbers({ sqlite }: Store, next: string): void {
  sqlite.exec(
    `UPDATE main.sqlite_sequence AS sequence SET seq = max(seq, ${next}) WHERE name IN ('run', 'outbox')`,
  );
}

/** The columns that both databases have: one of them may be of an earlier version. */
function columns({ sqlite }: Store, table: string): string {
  const of = (schema: string) => sqlite.pragma(`${schema}.table_info(${table})`) as { name: string }[];
  const there = new Set(of('present').map(({ name }) => name));
  return of('main')
    .flatMap(({ name }) => (there.has(name) ? [`"${name}"`] : []))
    .join(', ');
}
