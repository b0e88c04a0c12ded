import { addDays, type Day } from '../day.ts';
import type { Saves } from './renewal.ts';

/** The first day on which a seat that was assigned on the day `since` may be assigned to another person. */
export function entitledUntil(since: Day, entitlementDays: number): Day {
  return addDays(since, entitlementDays);
}

/** Whether the minimum entitlement period still runs, so that the seat must still be kept although it is not used. */
export function isStillRequired(since: Day, entitlementDays: number | null, today: Day): boolean {
  return entitlementDays !== null && entitledUntil(since, entitlementDays) > today;
}

/** From when it may save money to give back a seat that must be kept for a minimum time. */
export function entitledSaves(since: Day | null, entitlementDays: number | null, today: Day): Saves {
  if (since === null || entitlementDays === null || !isStillRequired(since, entitlementDays, today))
    return { kind: 'now' };
  return { kind: 'from', day: entitledUntil(since, entitlementDays) };
}
