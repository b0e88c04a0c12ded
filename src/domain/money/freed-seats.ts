import type { Day } from '../day.ts';
import { licenseName } from '../licenses/subscription.ts';
import type { HeldSince } from './bucket.ts';
import { heldLicenses } from './money.ts';
import { heldLines, type Pricing, priceListFrom, type SeatLine } from './seat-lines.ts';

/** A seat that an account held and no longer holds. */
export interface FreedSeat {
  /** As the app calls it; empty for the account itself, where the app is paid by the seat. */
  readonly license: string;
  /** With what it cost, and from when it saves that. */
  readonly line: SeatLine;
}

/**
 * What an account gave up when its licenses went from `before` to `after`; `after` is `null` when it no longer holds a seat.
 * A license that merely appears under another name of its subscription is still held.
 */
export function freedSeats(
  before: readonly string[],
  since: HeldSince,
  after: readonly string[] | null,
  pricing: Pricing,
  today: Day,
): readonly FreedSeat[] {
  const kept = after === null ? [] : heldSeats(after, [], pricing, today);
  const subscriptions = new Set(kept.flatMap(({ line }) => line.subscriptions));
  const names = new Set(kept.map(({ license }) => licenseName(license)));
  return heldSeats(before, since, pricing, today).filter(
    ({ license, line }) =>
      !names.has(licenseName(license)) && !line.subscriptions.some((id) => subscriptions.has(id)),
  );
}

function heldSeats(
  licenses: readonly string[],
  since: HeldSince,
  pricing: Pricing,
  today: Day,
): readonly FreedSeat[] {
  const held = heldLicenses(licenses, priceListFrom(pricing));
  return heldLines({ licenses, bucket: 'used', count: 1, since }, pricing, today).map((line, at) => ({
    license: line.product === null ? '' : (held[at]?.name ?? ''),
    line,
  }));
}
