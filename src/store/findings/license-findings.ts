import { and, eq, isNull } from 'drizzle-orm';
import { type LicenseRecord, worstFirst } from '../../domain/licenses/license-check.ts';
import type { LicenseDecision } from '../../domain/licenses/license-decision.ts';
import type { LicenseDetail } from '../../domain/licenses/license-detail.ts';
import type { Store } from '../db/open.ts';
import { licenseFinding } from '../licenses/schema.ts';

/** All findings about the subscriptions of an app, including closed ones, because they may reopen. */
export function licenseFindings(store: Store, app: number): readonly LicenseRecord[] {
  const rows = store.db.select().from(licenseFinding).where(eq(licenseFinding.app, app)).all();
  return rows.map(toRecord);
}

/** The open ones that wait for a decision, worst first. */
export function openLicenseFindings(store: Store, app: number): readonly LicenseRecord[] {
  return standingLicenseFindings(store, app).filter(({ decision }) => decision == null);
}

/** The open ones, decided on or not, worst first. */
export function standingLicenseFindings(store: Store, app: number): readonly LicenseRecord[] {
  const open = and(eq(licenseFinding.app, app), isNull(licenseFinding.closedAt));
  return worstFirst(store.db.select().from(licenseFinding).where(open).all().map(toRecord));
}

export function saveLicenseFindings(store: Store, app: number, records: readonly LicenseRecord[]): void {
  for (const { subscription, detail, openedAt, closedAt, decision = null } of records) {
    const values = {
      detail: JSON.stringify(detail),
      openedAt,
      closedAt,
      decision: decision === null ? null : JSON.stringify(decision),
    };
    store.db
      .insert(licenseFinding)
      .values({ app, subscription, concern: detail.concern, ...values })
      .onConflictDoUpdate({
        target: [licenseFinding.app, licenseFinding.subscription, licenseFinding.concern],
        set: values,
      })
      .run();
  }
}

/** How many opened and closed since a moment, in all apps. */
export function licenseMovesSince(store: Store, since: string): { opened: number; closed: number } {
  return store.sqlite
    .prepare(
      `SELECT count(*) FILTER (WHERE opened_at > @since) AS opened,
         count(*) FILTER (WHERE closed_at > @since) AS closed FROM license_finding`,
    )
    .get({ since }) as { opened: number; closed: number };
}

function toRecord(row: typeof licenseFinding.$inferSelect): LicenseRecord {
  return {
    subscription: row.subscription,
    detail: JSON.parse(row.detail) as LicenseDetail,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    decision: row.decision === null ? null : (JSON.parse(row.decision) as LicenseDecision),
  };
}
