import type { Day, Instant } from '../day.ts';
import { CONCERNS, type Concern } from './classify.ts';

/** Something that an admin should look at. An account has one finding, with the same key in every run, whatever its concern is. */
export interface Finding {
  readonly key: string;
  readonly concern: Concern;
}

/** How a finding was closed. */
export const CLOSINGS = ['gone', 'owner-active', 'known', 'linked', 'added', 'no-seat'] as const;
export type Closing = (typeof CLOSINGS)[number];

/** A finding as it is remembered. */
export interface FindingRecord extends Finding {
  readonly openedAt: Instant;
  /** `null` while open. */
  readonly closedAt: Instant | null;
  readonly closing: Closing | null;
  /** How often it came back. */
  readonly reopened: number;
  /** Not shown before this day. */
  readonly snoozedUntil: Day | null;
  /** When an admin said that the seat was removed; `null` once a complete read showed whether it was. */
  readonly removalSaid: Instant | null;
}

/** Worst first: the order in which findings are shown. */
export function severity(concern: Concern): number {
  return CONCERNS.indexOf(concern);
}
