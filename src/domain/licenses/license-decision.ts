import type { Day, Instant } from '../day.ts';
import type { LicenseDetail } from './license-detail.ts';

/** What an admin decided about a finding on a subscription: it is fine, or it is put off. */
export interface LicenseDecision {
  readonly kind: 'known' | 'snooze';
  /** Why it is fine; `null` for a snooze. */
  readonly reason: string | null;
  /** The last day that `known` covers, or the day on which a snooze comes back. */
  readonly until: Day | null;
  readonly by: string;
  readonly at: Instant;
  /** The figures that the admin saw. */
  readonly detail: LicenseDetail;
}

/** Why such a decision stopped holding by itself. */
export type LicenseLapse = 'expired' | 'worse';

/** Why the decision no longer covers what is wrong now, or `null` while it does. */
export function licenseLapse(decision: LicenseDecision, now: LicenseDetail, today: Day): LicenseLapse | null {
  const { kind, until, detail } = decision;
  if (until !== null && (kind === 'known' ? today > until : today >= until)) return 'expired';
  return isWorse(detail, now) ? 'worse' : null;
}

/** Whether more seats are missing, or units reached a state that no message has reported yet. */
export function isWorse(before: LicenseDetail, now: LicenseDetail): boolean {
  if (before.concern === 'over-assigned' && now.concern === 'over-assigned')
    return excess(now) > excess(before);
  if (before.concern !== 'grace-ends' || now.concern !== 'grace-ends') return false;
  return now.grace.some(({ state }) => before.grace.every((known) => known.state !== state));
}

function excess({
  purchased,
  usable = purchased,
  consumed,
  holders,
}: Extract<LicenseDetail, { concern: 'over-assigned' }>): number {
  return Math.max(consumed ?? 0, holders ?? 0) - usable;
}
