import type { Day } from '../day.ts';
import { licenceName } from '../licences/subscription.ts';
import type { HeldSince } from './bucket.ts';
import { heldLicences } from './money.ts';
import { heldLines, type Offer, offerPrices, type SeatLine } from './seat-lines.ts';

/** A seat that an account held and holds no longer. */
export interface FreedSeat {
  /** As the app calls it; empty for the account itself, where the app is paid by the seat. */
  readonly licence: string;
  /** With what it cost, and from when it saves that. */
  readonly line: SeatLine;
}

/**
 * What an account gave up when its licences went from `before` to `after`; `after` is `null` when it is no seat any more. A
 * licence that is only called by another name of its subscription is still held.
 */
export function freedSeats(
  before: readonly string[],
  since: HeldSince,
  after: readonly string[] | null,
  offer: Offer,
  today: Day,
): readonly FreedSeat[] {
  const kept = after === null ? [] : heldSeats(after, [], offer, today);
  const subscriptions = new Set(kept.flatMap(({ line }) => line.subscriptions));
  const names = new Set(kept.map(({ licence }) => licenceName(licence)));
  return heldSeats(before, since, offer, today).filter(
    ({ licence, line }) =>
      !names.has(licenceName(licence)) && !line.subscriptions.some((id) => subscriptions.has(id)),
  );
}

function heldSeats(
  licenses: readonly string[],
  since: HeldSince,
  offer: Offer,
  today: Day,
): readonly FreedSeat[] {
  const held = heldLicences(licenses, offerPrices(offer));
  return heldLines({ licenses, bucket: 'used', count: 1, since }, offer, today).map((line, at) => ({
    licence: line.product === null ? '' : (held[at]?.name ?? ''),
    line,
  }));
}
