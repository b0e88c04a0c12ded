import type { GuardLimits } from '../policy.ts';

/** Why a complete read is not accepted. Numbers are accounts, or people for a roster. */
export type Doubt =
  | { readonly kind: 'empty'; readonly before: number }
  | { readonly kind: 'shrunk'; readonly before: number; readonly now: number; readonly percent: number }
  | { readonly kind: 'inactive'; readonly of: number; readonly newInactive: number; readonly percent: number }
  /** As many as before, but with other ids: changed ids look as if everyone had gone and everyone were new. */
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
  /** A roster source that is no longer in seatkeeper.yaml, with people whom no other source lists. */
  | {
      readonly kind: 'retired';
      readonly of: number;
      readonly newInactive: number;
      readonly percent: number;
    };

export interface ReadNumbers {
  /** How many the last accepted read had. */
  readonly before: number;
  /** How many this read has. */
  readonly now: number;
  /** How many would newly become Inactive; judged before anything is applied or posted. */
  readonly newInactive: number;
  /** How many of the last accepted read are missing from this one. */
  readonly missing?: number;
}

/**
 * Whether a complete read of an app or a roster is plausible; no doubts means that it is. The first read has nothing to be
 * compared with and is always accepted.
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

/** Whether a roster read would turn too many accounts of one app Inactive. */
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
 * Whether retiring a roster source would turn too many people Inactive. `of`: its people who work here today. All of them at
 * once is doubted however few they are, like a read that lists nobody.
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
