import Database from 'better-sqlite3';
import type { Told, Unread } from './judge.ts';

/** What the soak looks up in the database of the service, always over a connection that is closed again: the service may be killed at any moment. */
export function openOutbox(file: string) {
  const look = <Row>(sql: string, ...bound: unknown[]): readonly Row[] => {
    const sqlite = new Database(file, { readonly: true, timeout: 5000 });
    try {
      return sqlite.prepare(sql).all(...bound) as Row[];
    } finally {
      sqlite.close();
    }
  };
  return {
    /**
     * The message that is on its way to a platform: one at a time is, and it is marked before it goes out. One that arrives only after its
     * sender was killed is in doubt by then, so of several the text decides.
     */
    onItsWay(platform: string, text: string): number | null {
      const found = look<{ id: number; summary: string }>(
        `SELECT id, json_extract(message, '$.summary') AS summary FROM outbox
         WHERE platform = ? AND status IN ('sending', 'in-doubt') ORDER BY status = 'sending' DESC, id DESC`,
        platform,
      );
      return found.find(({ summary }) => plain(summary) === plain(text))?.id ?? null;
    },
    waiting: () =>
      look<{ count: number }>(
        "SELECT count(*) AS count FROM outbox WHERE status IN ('pending', 'sending')",
      )[0]?.count ?? 0,
    told: (): readonly Told[] =>
      look<Omit<Told, 'named'> & { named: number }>(
        `SELECT id, platform, subject, status, EXISTS (SELECT 1 FROM audit
           WHERE action = 'message-in-doubt' AND json_extract(detail, '$.outbox') = outbox.id) AS named FROM outbox`,
      ).map((row) => ({ ...row, named: row.named === 1 })),
    /** The source that was read completely longest ago: how many seconds, and how its last read ended. */
    unread(now: number): Unread {
      const [oldest] = look<{ name: string; at: string | null; last: string }>(
        `SELECT name, (SELECT max(ended_at) FROM run WHERE run.source = source.id AND status = 'complete') AS at,
           (SELECT status || coalesce(' ' || doubts, '') FROM run WHERE run.source = source.id ORDER BY id DESC LIMIT 1) AS last
         FROM source WHERE name <> 'hand' ORDER BY at LIMIT 1`,
      );
      if (oldest === undefined) return { seconds: Number.POSITIVE_INFINITY, source: 'none' };
      const seconds = oldest.at === null ? Number.POSITIVE_INFINITY : (now - Date.parse(oldest.at)) / 1000;
      return { seconds, source: `${oldest.name}, whose last read was ${oldest.last}` };
    },
  };
}

export type Outbox = ReturnType<typeof openOutbox>;

/** Without what a platform escapes or cuts. */
function plain(text: string): string {
  return text
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '')
    .replace(/\s+/g, ' ')
    .slice(0, 100);
}
