import type { GuardLimits } from '../policy.ts';
import type { Doubt } from './doubt.ts';
import { percentOf, reaches } from './reaches.ts';

/* Doubts that need no earlier read of the same source. */

export interface FirstNumbers {
  /** No read of the source has been accepted yet. */
  readonly first: boolean;
  readonly now: number;
  /** How many seatkeeper.yaml expects; `null` when it does not say, or once a read has met it. */
  readonly expected: number | null;
}

/** Doubts an app without any accounts, unless that is expected, and a number that is not the expected one. */
export function doubtFirst({ first, now, expected }: FirstNumbers, limits: GuardLimits): readonly Doubt[] {
  if (expected === null) return first && now === 0 ? [{ kind: 'nobody' }] : [];
  const off = Math.abs(now - expected);
  const none = expected > 0 && now === 0;
  if (!none && !reaches(off, Math.max(expected, 1), limits.shrinkPercent, limits.atLeast)) return [];
  return [{ kind: 'unexpected', expected, now }];
}

/**
 * Whether retiring a roster source would turn too many people Inactive. `of`: its people who work here today. If it would be all of
 * them, that is doubted however few they are, like a read that lists nobody.
 */
export function doubtRetirement(of: number, newInactive: number, limits: GuardLimits): readonly Doubt[] {
  const everybody = newInactive > 0 && newInactive === of;
  if (!everybody && !reaches(newInactive, of, limits.inactivePercent, limits.atLeast)) return [];
  return [{ kind: 'retired', of, newInactive, percent: percentOf(newInactive, of) }];
}
