import { createHash } from 'node:crypto';
import { and, between, desc, eq, inArray, sql } from 'drizzle-orm';
import type { AuditAction } from './audit-action.ts';
import type { Store } from './db/open.ts';
import { audit } from './schema.ts';

export interface AuditEntry {
  readonly at: string;
  /** Who did it: `terminal:kim`, or `seatkeeper` itself. */
  readonly actor: string;
  readonly action: AuditAction;
  /** What it was done to: an account `figma/1042`, an app `app:figma`, a message `alert:figma` … */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditRow extends Omit<AuditEntry, 'action'> {
  /** An `AuditAction`, or a word that an earlier version used. */
  readonly action: string;
  readonly seq: number;
  readonly hash: string;
}

export type Verification =
  | { readonly ok: true; readonly rows: number; readonly head: string }
  | { readonly ok: false; readonly rows: number; readonly brokenAt: number; readonly what: string };

const GENESIS = '0'.repeat(64);

/** Adds an entry to the chain and returns its number. Must be called inside the transaction that makes the change. */
export function recordAudit(store: Store, entry: AuditEntry): number {
  if (!store.sqlite.inTransaction) throw new Error('an audit row belongs to the transaction of its change');
  const last = store.db
    .select({ seq: audit.seq, hash: audit.hash })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1)
    .get();
  const seq = (last?.seq ?? 0) + 1;
  const detail = JSON.stringify(entry.detail);
  const hash = chainHash(last?.hash ?? GENESIS, { ...entry, seq, detail });
  store.db
    .insert(audit)
    .values({
      seq,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail,
      hash,
    })
    .run();
  return seq;
}

/**
 * Recomputes the chain from the first row. A person who can rewrite the file can rewrite the whole chain: compare the head with one
 * that was published earlier.
 */
export function verifyAudit(store: Store): Verification {
  let hash = GENESIS;
  let rows = 0;
  const all = store.sqlite.prepare(
    'SELECT seq, at, actor, action, subject, detail, hash FROM audit ORDER BY seq',
  );
  for (const value of all.iterate()) {
    const row = value as StoredRow;
    rows++;
    if (row.seq !== rows) return { ok: false, rows, brokenAt: row.seq, what: `row ${rows} is missing` };
    hash = chainHash(hash, row);
    if (hash !== row.hash) return { ok: false, rows, brokenAt: row.seq, what: `row ${row.seq} was changed` };
  }
  return { ok: true, rows, head: hash };
}

/** The newest entries first. */
export function listAudit(store: Store, limit: number): readonly AuditRow[] {
  const rows = store.db.select().from(audit).orderBy(desc(audit.seq)).limit(limit).all();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** The entries from one number to another, oldest first. */
export function auditBetween(store: Store, first: number, last: number): readonly AuditRow[] {
  const rows = store.db
    .select()
    .from(audit)
    .where(between(audit.seq, first, last))
    .orderBy(audit.seq)
    .all();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** The newest entry with one of these actions on a subject and with these values in its detail; `null` when there is none. */
export function lastAudit(
  store: Store,
  actions: readonly AuditAction[],
  subject: string,
  detail: Readonly<Record<string, string | number>> = {},
): AuditRow | null {
  const conditions = Object.entries(detail).map(([key, value]) =>
    eq(sql`json_extract(${audit.detail}, ${`$.${key}`})`, value),
  );
  const row = store.db
    .select()
    .from(audit)
    .where(and(inArray(audit.action, [...actions]), eq(audit.subject, subject), ...conditions))
    .orderBy(desc(audit.seq))
    .limit(1)
    .get();
  return row === undefined ? null : { ...row, detail: JSON.parse(row.detail) as Record<string, unknown> };
}

export function auditHead(store: Store): string {
  return (
    store.db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1).get()?.hash ?? GENESIS
  );
}

interface StoredRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  readonly hash: string;
}

function chainHash(before: string, row: Omit<StoredRow, 'hash'>): string {
  const content = JSON.stringify([row.seq, row.at, row.actor, row.action, row.subject, row.detail]);
  return createHash('sha256').update(before).update(content).digest('hex');
}
