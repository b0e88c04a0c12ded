import { CONCERNS, type Concern } from '../../domain/findings/classify.ts';
import type { Finding, FindingRecord } from '../../domain/findings/finding.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';

/** Findings are stored by account row; their key in the domain is the row's number as text. */
interface Row {
  readonly account: number;
  readonly concern: Concern;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly closing: FindingRecord['closing'];
  readonly reopened: number;
  readonly snoozed_until: string | null;
}

/** What is wrong now in the visible accounts of the app, or in just these rows. */
export function wantedFindings(store: Store, app: number, rows?: readonly number[]): readonly Finding[] {
  const among = rows === undefined ? '' : 'AND id IN (SELECT value FROM json_each(@rows))';
  const found = store.sqlite
    .prepare(
      `SELECT id, concern FROM account ${rows === undefined ? indexHint(store, 'account_attention') : ''} WHERE app = @app AND status <> 'active' AND concern IS NOT NULL AND gone_at IS NULL
         AND first_run <= (SELECT sealed_run FROM source WHERE id = @app) ${among}`,
    )
    .all({ app, ...(rows === undefined ? {} : { rows: JSON.stringify(rows) }) }) as {
    id: number;
    concern: Concern;
  }[];
  return found.map(({ id, concern }) => ({ key: String(id), concern }));
}

/** The stored findings of the app, or of just these rows: open ones, and closed ones that may reopen. */
export function rememberedFindings(
  store: Store,
  app: number,
  rows?: readonly number[],
): readonly FindingRecord[] {
  const among = rows === undefined ? '' : 'AND account IN (SELECT value FROM json_each(@rows))';
  const found = store.sqlite
    .prepare(`SELECT * FROM finding WHERE app = @app ${among}`)
    .all({ app, ...(rows === undefined ? {} : { rows: JSON.stringify(rows) }) }) as Row[];
  return found.map((row) => ({
    key: String(row.account),
    concern: row.concern,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closing: row.closing,
    reopened: row.reopened,
    snoozedUntil: row.snoozed_until,
  }));
}

export function saveFindings(
  store: Store,
  app: number,
  records: readonly FindingRecord[],
  closedBy: string | null,
): void {
  const save = store.sqlite.prepare(
    `INSERT INTO finding (account, app, concern, opened_at, closed_at, closing, closed_by, reopened, snoozed_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account) DO UPDATE SET concern = excluded.concern, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
       closing = excluded.closing, closed_by = excluded.closed_by, reopened = excluded.reopened, snoozed_until = excluded.snoozed_until`,
  );
  for (const r of records) {
    const by = r.closedAt === null ? null : closedBy;
    save.run(
      Number(r.key),
      app,
      r.concern,
      r.openedAt,
      r.closedAt,
      r.closing,
      by,
      r.reopened,
      r.snoozedUntil,
    );
  }
}

/** `null` ends the snooze. */
export function snoozeFinding(store: Store, row: number, until: string | null): void {
  store.sqlite
    .prepare('UPDATE finding SET snoozed_until = ? WHERE account = ? AND closed_at IS NULL')
    .run(until, row);
}

/** The open findings of the app that are snoozed, as account rows, those that come back first at the start. */
export function snoozedFindings(store: Store, app: number): readonly { row: number; until: string }[] {
  return store.sqlite
    .prepare(
      `SELECT account AS row, snoozed_until AS until FROM finding
       WHERE app = ? AND closed_at IS NULL AND snoozed_until IS NOT NULL ORDER BY snoozed_until, account`,
    )
    .all(app) as { row: number; until: string }[];
}

/** Whether a finding of the app that is open now was opened after that moment. */
export function openedSince(store: Store, app: number, since: string): boolean {
  return (
    store.sqlite
      .prepare('SELECT 1 FROM finding WHERE app = ? AND closed_at IS NULL AND opened_at > ? LIMIT 1')
      .get(app, since) !== undefined
  );
}

/** Ends the snoozes whose day has come; returns how many findings are shown again. */
export function wakeFindings(store: Store, app: number, today: string): number {
  return store.sqlite
    .prepare(
      'UPDATE finding SET snoozed_until = NULL WHERE app = ? AND closed_at IS NULL AND snoozed_until <= ?',
    )
    .run(app, today).changes;
}

export interface OpenCounts {
  readonly byConcern: Readonly<Partial<Record<Concern, number>>>;
  readonly open: number;
  readonly snoozed: number;
}

export function openCounts(store: Store, app: number): OpenCounts {
  const rows = store.sqlite
    .prepare(
      `SELECT concern, snoozed_until IS NOT NULL AS snoozed, sum(n) AS n FROM (
         SELECT concern, snoozed_until, count(*) AS n FROM finding INDEXED BY finding_open
         WHERE app = ? AND closed_at IS NULL GROUP BY concern, snoozed_until) GROUP BY 1, 2`,
    )
    .all(app) as { concern: Concern; snoozed: number; n: number }[];
  const byConcern: Partial<Record<Concern, number>> = {};
  let open = 0;
  let snoozed = 0;
  for (const row of rows) {
    if (row.snoozed === 1) snoozed += row.n;
    else {
      open += row.n;
      byConcern[row.concern] = (byConcern[row.concern] ?? 0) + row.n;
    }
  }
  return { byConcern, open, snoozed };
}

/** The open findings of an app, worst and oldest first, as account rows. */
export function worstFindings(
  store: Store,
  app: number,
  limit: number,
  offset = 0,
): readonly { row: number; concern: Concern; openedAt: string; reopened: number }[] {
  const oldest = store.sqlite.prepare(
    `SELECT account AS row, concern, opened_at AS openedAt, reopened FROM finding
     WHERE app = ? AND concern = ? AND snoozed_until IS NULL AND closed_at IS NULL ORDER BY opened_at, account LIMIT ?`,
  );
  const worst: { row: number; concern: Concern; openedAt: string; reopened: number }[] = [];
  for (const concern of CONCERNS) {
    const left = offset + limit - worst.length;
    if (left > 0) worst.push(...(oldest.all(app, concern, left) as typeof worst));
  }
  return worst.slice(offset);
}

/** What the accounts of people who left or are inactive hold, counted by set of licenses. */
export function licensesAtStake(
  store: Store,
  app: number,
): readonly { licenses: readonly string[]; count: number }[] {
  const groups = store.sqlite
    .prepare(
      `SELECT account.licenses AS licenses, count(*) AS count FROM finding JOIN account ON account.id = finding.account
       WHERE finding.app = ? AND finding.closed_at IS NULL AND finding.concern <> 'unknown' GROUP BY account.licenses`,
    )
    .all(app) as { licenses: string | null; count: number }[];
  return groups.map(({ licenses, count }) => ({
    licenses: licenses === null ? [] : (JSON.parse(licenses) as string[]),
    count,
  }));
}
