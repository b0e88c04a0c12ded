import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { LASTING_SUBJECTS } from '../outbox/message-subject.ts';
import { presentHas } from '../restored/present.ts';
import { carryStarted } from '../restored/started-later.ts';
import { carryTold } from '../restored/told-later.ts';

/** A message in a chat whose last version is later than the backup. */
export interface LaterMessage {
  readonly platform: string;
  readonly subject: string;
  /** The only person it is for; `null` for a message in the admin channel. */
  readonly recipient: string | null;
}

/** Room for the numbers that were given out after the backup, when they are not known. */
const ROOM = 100_000;

/**
 * A restore does not undo what was said, and where. This takes that over from the present database, so that nothing is said again, and
 * returns the messages that now show something later than the restored state.
 */
export function carryOver(copy: Store, database: string, at: Instant): readonly LaterMessage[] {
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
      // A message that never arrived, or was given up, is in no chat.
      const later = sqlite
        .prepare(
          `SELECT DISTINCT platform, subject, ${presentHas(copy, 'outbox', 'recipient') ? 'recipient' : 'NULL AS recipient'}
           FROM present.outbox
           WHERE id > (SELECT coalesce(max(id), 0) FROM main.outbox) AND status NOT IN ('pending', 'superseded')
             AND EXISTS (SELECT 1 FROM main.posted here WHERE here.subject = outbox.subject AND here.platform = outbox.platform)`,
        )
        .all() as LaterMessage[];
      const lasting = LASTING_SUBJECTS.filter((start) => start !== 'alert:');
      carryTold(
        copy,
        later.filter(({ subject }) => lasting.some((start) => subject.startsWith(start))),
        at,
      );
      carryStarted(copy, at);
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
 * The same when the present database cannot be read: messages that waited in the backup may have been sent since, so the chats are
 * asked, and the digest is scheduled again. The messages that may show something later are those about lasting subjects.
 */
export function assumeSaid(copy: Store): readonly LaterMessage[] {
  const { sqlite } = copy;
  return copy.write(() => {
    sqlite.exec("UPDATE outbox SET status = 'sending' WHERE status = 'pending'");
    sqlite.exec('DELETE FROM job');
    continueNumbers(copy, `seq + ${ROOM}`);
    const lasting = LASTING_SUBJECTS.map((start) => `posted.subject LIKE '${start}%'`).join(' OR ');
    return sqlite
      .prepare(`SELECT platform, subject, NULL AS recipient FROM posted WHERE ${lasting}`)
      .all() as LaterMessage[];
  });
}

/**
 * Buttons in the chats refer to runs, plans, steps and questions by number, and messages have numbers as well: no number may ever be given
 * out twice.
 */
function continueNumbers({ sqlite }: Store, next: string): void {
  sqlite.exec(
    `INSERT INTO main.sqlite_sequence (name, seq) SELECT name, 0 FROM main.sqlite_master
     WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM main.sqlite_sequence)`,
  );
  sqlite.exec(`UPDATE main.sqlite_sequence AS sequence SET seq = max(seq, ${next})`);
}

/** The columns that both databases have: one of them may be of an earlier version. */
function columns(copy: Store, table: string): string {
  const own = copy.sqlite.pragma(`main.table_info(${table})`) as { name: string }[];
  return own.flatMap(({ name }) => (presentHas(copy, table, name) ? [`"${name}"`] : [])).join(', ');
}
