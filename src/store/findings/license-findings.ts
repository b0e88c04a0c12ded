import { and, eq, isNull } from 'drizzle-orm';
import { type LicenseDetail, type LicenseRecord, worstFirst } from '../../domain/licenses/license-check.ts';
import { licenseFinding } from '../db/inventory-schema.ts';
import type { Store } from '../db/open.ts';

/** All findings about the subscriptions of an app, closed ones too, because they may reopen. */
export function licenseFindings(store: Store, app: number): readonly LicenseRecord[] {
  const rows = store.db.select().from(licenseFinding).where(eq(licenseFinding.app, app)).all();
  return rows.map(toRecord);
}

/** The open ones, worst first. */
export function openLicenseFindings(store: Store, app: number): readonly LicenseRecord[] {
  const open = and(eq(licenseFinding.app, app), isNull(licenseFinding.closedAt));
  return worstFirst(store.db.select().from(licenseFinding).where(open).all().map(toRecord));
}

export function saveLicenseFindings(store: Store, app: number, records: readonly LicenseRecord[]): void {
  for (const { subscription, detail, openedAt, closedAt } of records) {
    const values = { detail: JSON.stringify(detail), openedAt, closedAt };
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
      `SELECT count(*) FILTER (WHERE closed_at IS NULL AND opened_at > @since) AS opened,
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
  };
}
