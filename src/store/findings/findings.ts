import type { Concern } from '../../domain/findings/classify.ts';
import type { Finding, FindingRecord } from '../../domain/findings/finding.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';

/** Findings are stored by account row; their key in the domain is the row's number as text. */
interface Row {
  readonly account: number;
  readonly concern: Concern;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly closing: FindingRecord['closing'];
  readonly reopened: number;
  readonly snoozed_until: string | null;
  readonly removal_said: string | null;
}

/** What is wrong now in the visible accounts of the app, or in just these rows. Nothing may be written until the last one is taken. */
export function* wantedFindings(store: Store, app: number, rows?: readonly number[]): Generator<Finding> {
  const among = rows === undefined ? '' : 'AND id IN (SELECT value FROM json_each(@rows))';
  const found = store.sqlite
    .prepare<unknown[], [id: number, concern: Concern]>(
      `SELECT id, concern FROM account ${rows === undefined ? indexHint(store, 'account_attention') : ''} WHERE app = @app AND status <> 'active' AND concern IS NOT NULL AND gone_at IS NULL
         AND first_run <= (SELECT sealed_run FROM source WHERE id = @app) ${among}`,
    )
    .raw()
    .iterate({ app, ...(rows === undefined ? {} : { rows: JSON.stringify(rows) }) });
  for (const [id, concern] of found) yield { key: String(id), concern };
}

/** The stored findings of the app, or of just these rows: open ones, and closed ones that may reopen. */
export function rememberedFindings(
  store: Store,
  app: number,
  rows?: readonly number[],
): readonly FindingRecord[] {
  const among = rows === undefined ? '' : 'AND account IN (SELECT value FROM json_each(@rows))';
  const found = store.sqlite
    .prepare<unknown[], Row>(`SELECT * FROM finding WHERE app = @app ${among}`)
    .iterate({ app, ...(rows === undefined ? {} : { rows: JSON.stringify(rows) }) });
  const records: FindingRecord[] = [];
  // Yielded one by one: an app may have a hundred thousand.
  for (const row of found)
    records.push({
      key: String(row.account),
      concern: row.concern,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      closing: row.closing,
      reopened: row.reopened,
      snoozedUntil: row.snoozed_until,
      removalSaid: row.removal_said,
    });
  return records;
}

/** How many findings of the app are stored, open and closed. */
export function countRemembered(store: Store, app: number): number {
  return store.sqlite.prepare('SELECT count(*) FROM finding WHERE app = ?').pluck().get(app) as number;
}

export function saveFindings(
  store: Store,
  app: number,
  records: readonly FindingRecord[],
  closedBy: string | null,
): void {
  const save = store.sqlite.prepare(
    `INSERT INTO finding (account, app, concern, opened_at, closed_at, closing, closed_by, reopened, snoozed_until, removal_said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account) DO UPDATE SET concern = excluded.concern, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
       closing = excluded.closing, closed_by = excluded.closed_by, reopened = excluded.reopened, snoozed_until = excluded.snoozed_until,
       removal_said = excluded.removal_said`,
  );
  if (records.length > 0) bumpVersion(store, `findings:${app}`);
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
      r.removalSaid,
    );
  }
}

/** `null` ends the snooze. Runs inside the transaction of the change. */
export function snoozeFinding(store: Store, app: number, row: number, until: string | null): void {
  bumpVersion(store, `findings:${app}`);
  store.sqlite
    .prepare('UPDATE finding SET snoozed_until = ? WHERE account = ? AND closed_at IS NULL')
    .run(until, row);
}

/** The open findings of the app that are snoozed, as account rows, in the order in which they come back. */
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

/** An admin said that the seat was removed: the finding stays open, but is hidden until a read proves or disproves it. Runs inside the transaction of the change. */
export function claimRemoval(store: Store, app: number, row: number, at: string | null): void {
  bumpVersion(store, `findings:${app}`);
  store.sqlite
    .prepare('UPDATE finding SET removal_said = ? WHERE account = ? AND closed_at IS NULL')
    .run(at, row);
}

/** Ends the snoozes whose day has come; returns the accounts whose findings are shown again. */
export function wakeFindings(
  store: Store,
  app: number,
  today: string,
): readonly { readonly row: number; readonly concern: Concern }[] {
  const woken = store.sqlite
    .prepare(
      `UPDATE finding SET snoozed_until = NULL WHERE app = ? AND closed_at IS NULL AND snoozed_until <= ?
       RETURNING account AS row, concern`,
    )
    .all(app, today) as { row: number; concern: Concern }[];
  if (woken.length > 0) bumpVersion(store, `findings:${app}`);
  return woken;
}
