import type { RenewalStep } from '../../domain/money/renewal.ts';
import type { Store } from '../db/open.ts';

/** A reminder that was sent for a renewal, some days before it or before its notice day. */
export interface Reminder extends RenewalStep {
  readonly app: number;
  /** The subscription's id; empty for the price of the app itself. */
  readonly subscription: string;
}

/** Stored instead of the days ahead when the renewal's message was closed. */
const CLOSED = 0;

/** `false` when it was sent before. */
export function saveReminder(
  store: Store,
  { app, subscription, kind, day, daysBefore }: Reminder,
  at: string,
): boolean {
  return (
    store.sqlite
      .prepare(
        `INSERT INTO reminder (app, subscription, kind, day, days_before, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(app, subscription, kind, day, daysBefore, at).changes > 0
  );
}

/** Renewals whose message is still open. */
export function openReminders(
  store: Store,
): readonly { readonly app: number; readonly subscription: string; readonly day: string }[] {
  return store.sqlite
    .prepare(
      `SELECT DISTINCT app, subscription, day FROM reminder WHERE kind = 'renewal' AND NOT EXISTS (
         SELECT 1 FROM reminder closed WHERE closed.app = reminder.app AND closed.subscription = reminder.subscription
           AND closed.kind = 'renewal' AND closed.day = reminder.day AND closed.days_before = ${CLOSED})`,
    )
    .all() as { app: number; subscription: string; day: string }[];
}

export function closeReminder(
  store: Store,
  { app, subscription, day }: { app: number; subscription: string; day: string },
  at: string,
): void {
  saveReminder(store, { app, subscription, kind: 'renewal', day, daysBefore: CLOSED }, at);
}

/** Reopens a closed renewal whose date was moved away and back. */
export function reopenReminder(
  store: Store,
  { app, subscription, day }: { app: number; subscription: string; day: string },
): boolean {
  return (
    store.sqlite
      .prepare(
        `DELETE FROM reminder WHERE app = ? AND subscription = ? AND kind = 'renewal' AND day = ? AND days_before = ${CLOSED}`,
      )
      .run(app, subscription, day).changes > 0
  );
}
