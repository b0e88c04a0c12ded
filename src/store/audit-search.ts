import { and, desc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { AuditRow } from './audit.ts';
import type { AuditAction } from './audit-action.ts';
import type { Store } from './db/open.ts';
import { audit } from './schema.ts';

/** Selects the entries of the log that match everything given. */
export interface AuditFilter {
  /** With one of these words. */
  readonly actions?: readonly AuditAction[];
  /** By this name, `kim`, or this actor, `terminal:kim`; whatever its case. */
  readonly by?: string;
  /** About this app: its accounts, subscriptions, reads and messages. */
  readonly app?: string;
  /** From this moment on, and before that one. */
  readonly since?: string;
  readonly before?: string;
}

/** The newest entries that pass, newest first. */
export function searchAudit(store: Store, filter: AuditFilter, limit: number): readonly AuditRow[] {
  const rows = store.db
    .select()
    .from(audit)
    .where(passes(filter))
    .orderBy(desc(audit.seq))
    .limit(limit)
    .all();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** All that pass, oldest first, a page at a time; `detail` as the text that was hashed. */
export function* auditPagesOf(
  store: Store,
  filter: AuditFilter,
  size = 1000,
): Iterable<readonly LoggedRow[]> {
  for (let after = 0; ; ) {
    const page = store.db
      .select()
      .from(audit)
      .where(and(gt(audit.seq, after), passes(filter)))
      .orderBy(audit.seq)
      .limit(size)
      .all();
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.seq ?? after;
  }
}

type LoggedRow = typeof audit.$inferSelect;

function passes({ actions, by, app, since, before }: AuditFilter): SQL | undefined {
  const name = by?.toLowerCase();
  return and(
    actions === undefined ? undefined : inArray(audit.action, [...actions]),
    name === undefined
      ? undefined
      : or(
          eq(sql`lower(${audit.actor})`, name),
          eq(sql`lower(json_extract(${audit.detail}, '$.by'))`, name),
          sql`lower(${audit.actor}) LIKE ${`%:${escaped(name)}`} ESCAPE '\\'`,
        ),
    app === undefined
      ? undefined
      : or(
          inArray(audit.subject, [`app:${app}`, `alert:${app}`, `health:app:${app}`]),
          sql`${audit.subject} LIKE ${`${escaped(app)}/%`} ESCAPE '\\'`,
          sql`${audit.subject} LIKE ${`subscription:${escaped(app)}/%`} ESCAPE '\\'`,
        ),
    since === undefined ? undefined : gte(audit.at, since),
    before === undefined ? undefined : lt(audit.at, before),
  );
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
