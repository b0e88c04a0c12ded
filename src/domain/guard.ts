import type { GuardLimits } from './policy.ts';

/** Why a complete read is not believed. Numbers are accounts, or people for a roster. */
export type Doubt =
  | { readonly kind: 'empty'; readonly before: number }
  | { readonly kind: 'shrunk'; readonly before: number; readonly now: number; readonly percent: number }
  | { readonly kind: 'inactive'; readonly of: number; readonly newInactive: number; readonly percent: number }
  /** As long as before, but others: ids that changed read as everybody gone and everybody new. */
  | {
      readonly kind: 'missing';
      readonly before: number;
      readonly missing: number;
      readonly percent: number;
    }
  /** A roster read that would turn too many accounts of one app Inactive. */
  | {
      readonly kind: 'app-inactive';
      readonly app: string;
      readonly of: number;
      readonly newInactive: number;
      readonly percent: number;
    }
  /** A roster source that left seatkeeper.yaml, whose people no other source has. */
  | {
      readonly kind: 'retired';
      readonly of: number;
      readonly newInactive: number;
      readonly percent: number;
    };

export interface ReadNumbers {
  /** How many the last believed read had. */
  readonly before: number;
  /** How many this read has. */
  readonly now: number;
  /** How many would become Inactive that were not: judged before anything is applied or said. */
  readonly newInactive: number;
  /** How many of the last believed read this one does not have. */
  readonly missing?: number;
}

/**
 * Whether a complete read of an app or a roster is plausible; no doubts means it is. The first read ever has nothing to
 * be held against and is always believed.
 */
export function doubts(
  { before, now, newInactive, missing = 0 }: ReadNumbers,
  limits: GuardLimits,
): readonly Doubt[] {
  if (before === 0) return [];
  if (now === 0) return [{ kind: 'empty', before }];
  const found: Doubt[] = [];
  const lost = before - now;
  if (reaches(lost, before, limits.shrinkPercent, limits.atLeast)) {
    found.push({ kind: 'shrunk', before, now, percent: percentOf(lost, before) });
  } else if (reaches(missing, before, limits.shrinkPercent, limits.atLeast)) {
    found.push({ kind: 'missing', before, missing, percent: percentOf(missing, before) });
  }
  if (reaches(newInactive, before, limits.inactivePercent, limits.atLeast)) {
    found.push({ kind: 'inactive', of: before, newInactive, percent: percentOf(newInactive, before) });
  }
  return found;
}

/** Whether a roster read would do too much harm in one app. */
export function doubtApp(
  app: string,
  of: number,
  newInactive: number,
  limits: GuardLimits,
): readonly Doubt[] {
  if (!reaches(newInactive, of, limits.inactivePercent, limits.atLeast)) return [];
  return [{ kind: 'app-inactive', app, of, newInactive, percent: percentOf(newInactive, of) }];
}

/**
 * Whether retiring a roster source would let too many people go. `of`: its people who work here today. Everybody at once is
 * doubted however few they are, like a read that lists nobody.
 */
export function doubtRetirement(of: number, newInactive: number, limits: GuardLimits): readonly Doubt[] {
  const everybody = newInactive > 0 && newInactive === of;
  if (!everybody && !reaches(newInactive, of, limits.inactivePercent, limits.atLeast)) return [];
  return [{ kind: 'retired', of, newInactive, percent: percentOf(newInactive, of) }];
}

function reaches(count: number, of: number, percent: number, atLeast: number): boolean {
  return count > 0 && of > 0 && count >= atLeast && count * 100 >= of * percent;
}

function percentOf(count: number, of: number): number {
  return Math.round((count * 100) / of);
}
