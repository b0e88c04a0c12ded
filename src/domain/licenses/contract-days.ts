import type { Day } from '../day.ts';
import type { Term } from './subscription.ts';

/** The days of a contract, as they were written, and what they mean today. */

/** Whether its last day has passed. Nothing is bought after it, so no seat of it can be given back. */
export function hasEnded({ endsOn }: { readonly endsOn: Day | null }, today: Day): boolean {
  return endsOn !== null && endsOn < today;
}

/**
 * The next renewal of a contract that renews by itself. If the written day has passed, the first such day from today on. That a yearly
 * contract has renewed is an assumption, which messages must say; a monthly one renews every month.
 */
export function nextRenewal(
  written: Day | null,
  term: Term | null,
  today: Day,
): { readonly day: Day | null; readonly assumedFrom: Day | null } {
  if (written === null || written >= today || term === null) return { day: written, assumedFrom: null };
  const months = term === 'annual' ? 12 : 1;
  for (let count = 1; ; count++) {
    const day = monthsAfter(written, count * months);
    if (day >= today) return { day, assumedFrom: term === 'annual' ? written : null };
  }
}

/** The same day of a later month, or the last day of that month where it is shorter. */
export function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Math.min(Date.UTC(year, month - 1 + months, date), last.getTime()))
    .toISOString()
    .slice(0, 10);
}
