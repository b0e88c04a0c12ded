import { and, eq, isNull } from 'drizzle-orm';
import { type LicenceDetail, type LicenceRecord, worstFirst } from '../../domain/licences/licence-check.ts';
import { licenceFinding } from '../db/inventory-schema.ts';
import type { Store } from '../db/open.ts';

/** Everything that was ever wrong with the subscriptions of an app: closed findings may reopen. */
export function licenceFindings(store: Store, app: number): readonly LicenceRecord[] {
  const rows = store.db.select().from(licenceFinding).where(eq(licenceFinding.app, app)).all();
  return rows.map(toRecord);
}

/** What is wrong now, worst first. */
export function openLicenceFindings(store: Store, app: number): readonly LicenceRecord[] {
  const open = and(eq(licenceFinding.app, app), isNull(licenceFinding.closedAt));
  return worstFirst(store.db.select().from(licenceFinding).where(open).all().map(toRecord));
}

export function saveLicenceFindings(store: Store, app: number, records: readonly LicenceRecord[]): void {
  for (const { subscription, detail, openedAt, closedAt } of records) {
    const values = { detail: JSON.stringify(detail), openedAt, closedAt };
    store.db
      .insert(licenceFinding)
      .values({ app, subscription, concern: detail.concern, ...values })
      .onConflictDoUpdate({
        target: [licenceFinding.app, licenceFinding.subscription, licenceFinding.concern],
        set: values,
      })
      .run();
  }
}

/** How many opened and closed since a moment, in all apps. */
export function licenceMovesSince(store: Store, since: string): { opened: number; closed: number } {
  return store.sqlite
    .prepare(
      `SELECT count(*) FILTER (WHERE closed_at IS NULL AND opened_at >= @since) AS opened,
         count(*) FILTER (WHERE closed_at >= @since) AS closed FROM licence_finding`,
    )
    .get({ since }) as { opened: number; closed: number };
}

function toRecord(row: typeof licenceFinding.$inferSelect): LicenceRecord {
  return {
    subscription: row.subscription,
    detail: JSON.parse(row.detail) as LicenceDetail,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
  };
}
