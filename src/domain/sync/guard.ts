import type { GuardLimits } from '../policy.ts';
import type { Doubt, MovedDomain } from './doubt.ts';
import { type Fact, type FactCounts, IDENTIFYING } from './facts.ts';
import { percentOf, reaches } from './reaches.ts';

/** What a complete read would change, counted while it was read; compared with the last accepted read of the same source. */
export interface ReadNumbers {
  /** How many the last accepted read had. */
  readonly before: number;
  /** How many this read has. */
  readonly now: number;
  /** How many would newly become Inactive; judged before anything is applied or posted. */
  readonly newInactive: number;
  /** How many of the last accepted read are missing from this one. */
  readonly missing?: number;
  /** Of the missing: those whose address somebody new has. */
  readonly renumbered?: number;
  readonly newUnowned?: number;
  readonly moved?: MovedDomain | null;
  readonly ownerChanged?: number;
  /** Accounts whose last use is earlier than it was. */
  readonly older?: number;
  /** People who would count as working here again. */
  readonly returned?: number;
  readonly closing?: Closings;
  /** The accepted read before this one was the first. */
  readonly second?: boolean;
  /** The facts that the last accepted read told; empty when they were not counted then. */
  readonly facts?: FactCounts;
  readonly factsNow?: FactCounts;
  /** Of the rows in both reads: how many lost each fact. */
  readonly lost?: FactCounts;
}

/** Accounts that held a seat and hold none any more. */
interface Closings {
  readonly seats: number;
  /** The ones that belong to people who work here. */
  readonly ofActive: number;
  /** The ones with an open finding, and how many open findings the app has. */
  readonly findings: number;
  readonly openFindings: number;
}

/** How much of a fact that identifies nobody has to disappear before the guard objects, in percent. */
const MOST = 50;

/**
 * Whether a complete read of an app or a roster is plausible; no doubts means that it is. Looks both ways: at what is lost and at
 * what comes. Without an earlier read there is nothing to compare; see `doubtFirst`.
 */
export function doubts(read: ReadNumbers, limits: GuardLimits): readonly Doubt[] {
  const { before, now } = read;
  if (before === 0) return [];
  if (now === 0) return [{ kind: 'empty', before }];
  const sizes = sizeDoubts(read, limits);
  // An admin who accepts new ids must be told what else is gone, however few people had it.
  const losses = sizes.some(({ kind }) => kind === 'ids-changed') ? { ...limits, atLeast: 1 } : limits;
  return [
    ...sizes,
    ...factDoubts(read, losses),
    ...effectDoubts(read, limits),
    ...closingDoubts(read, limits),
    ...returnDoubts(read, losses),
  ];
}

function sizeDoubts(read: ReadNumbers, limits: GuardLimits): readonly Doubt[] {
  const { before, now, missing = 0, renumbered = 0, second = false } = read;
  const found: Doubt[] = [];
  const lost = before - now;
  if (reaches(lost, before, limits.shrinkPercent, limits.atLeast)) {
    found.push({ kind: 'shrunk', before, now, percent: percentOf(lost, before) });
  } else if (reaches(missing, before, limits.shrinkPercent, limits.atLeast) && renumbered * 2 < missing) {
    found.push({ kind: 'missing', before, missing, percent: percentOf(missing, before) });
  }
  if (reaches(renumbered, before, limits.shrinkPercent, limits.atLeast))
    found.push({ kind: 'ids-changed', others: missing, same: renumbered });
  const more = now - before;
  if (reaches(more, before, limits.growPercent, limits.atLeast * GROWTH))
    found.push({ kind: 'grown', before, now, percent: percentOf(more, before), first: second });
  return found;
}

/** Growth has to be this many times `atLeast`: companies grow more often than they shrink. */
const GROWTH = 4;

function factDoubts(read: ReadNumbers, limits: GuardLimits): readonly Doubt[] {
  const { before, facts = {}, factsNow = {}, lost = {}, older = 0 } = read;
  const found: Doubt[] = [];
  for (const [fact, gone] of Object.entries(lost) as [Fact, number][]) {
    const of = facts[fact] ?? before;
    const percent = IDENTIFYING.includes(fact) ? limits.shrinkPercent : MOST;
    if (reaches(gone, of, percent, limits.atLeast))
      found.push({ kind: 'fact-gone', fact, gone, of, percent: percentOf(gone, of) });
  }
  const used = facts['last-active'] ?? before;
  // An account that was used last week cannot have had its last use a month ago.
  if (reaches(older, used, limits.shrinkPercent, limits.atLeast))
    found.push({ kind: 'older', older, of: used, percent: percentOf(older, used) });
  const { memberships: had = 0 } = facts;
  const { memberships: has = 0 } = factsNow;
  if (reaches(had - has, had, MOST, limits.atLeast))
    found.push({ kind: 'memberships-gone', now: has, of: had, percent: percentOf(had - has, had) });
  return found;
}

function effectDoubts(read: ReadNumbers, limits: GuardLimits): readonly Doubt[] {
  const { newInactive, newUnowned = 0, moved = null, ownerChanged = 0 } = read;
  // Accounts that are new to the list are among those that would be Inactive.
  const of = Math.max(read.before, read.now);
  const found: Doubt[] = [];
  // An account that loses its owner is no better than one whose owner has left: they count together.
  if (reaches(newInactive + newUnowned, of, limits.inactivePercent, limits.atLeast)) {
    if (newUnowned > 0)
      found.push({
        kind: 'unowned',
        of,
        newUnowned,
        percent: percentOf(newUnowned, of),
        ...(moved === null ? {} : { moved }),
      });
    if (newInactive > 0)
      found.push({ kind: 'inactive', of, newInactive, percent: percentOf(newInactive, of) });
  }
  if (reaches(ownerChanged, of, limits.inactivePercent, limits.atLeast))
    found.push({ kind: 'owner-changed', of, changed: ownerChanged, percent: percentOf(ownerChanged, of) });
  return found;
}

/**
 * An admin who cleans up closes accounts of leavers, and that is no doubt however many there are. A state column that is wrong
 * closes accounts of people who work here as well.
 */
function closingDoubts({ before, facts = {}, closing }: ReadNumbers, limits: GuardLimits): readonly Doubt[] {
  if (closing === undefined || closing.ofActive === 0) return [];
  const { seats, ofActive, findings, openFindings } = closing;
  const of = facts.seats ?? before;
  if (reaches(seats, of, limits.shrinkPercent, limits.atLeast))
    return [{ kind: 'closing', what: 'seats', closing: seats, of, percent: percentOf(seats, of) }];
  if (ofActive < limits.atLeast || !reaches(findings, openFindings, limits.shrinkPercent, limits.atLeast))
    return [];
  const percent = percentOf(findings, openFindings);
  return [{ kind: 'closing', what: 'findings', closing: findings, of: openFindings, percent }];
}

function returnDoubts(
  { before, facts = {}, returned = 0 }: ReadNumbers,
  limits: GuardLimits,
): readonly Doubt[] {
  const of = facts.away ?? before;
  if (!reaches(returned, of, limits.inactivePercent, limits.atLeast)) return [];
  return [{ kind: 'returned', of, returned, percent: percentOf(returned, of) }];
}

/** What a roster read would do to the accounts of one app. */
export interface AppEffects {
  readonly app: string;
  /** How many accounts it has. */
  readonly of: number;
  readonly newInactive: number;
  readonly newUnowned: number;
  readonly ownerChanged: number;
  readonly moved: MovedDomain | null;
}

/** Whether a roster read would do too much to one app; `limits` are those of apps. */
export function doubtApp(effects: AppEffects, limits: GuardLimits): readonly Doubt[] {
  const { app, of, newInactive, newUnowned, ownerChanged, moved } = effects;
  const read = { before: of, now: of, newInactive, newUnowned, ownerChanged, moved };
  return effectDoubts(read, limits).flatMap((doubt): readonly Doubt[] => {
    switch (doubt.kind) {
      case 'inactive':
        return [{ ...doubt, kind: 'app-inactive', app }];
      case 'unowned':
        return [{ ...doubt, kind: 'app-unowned', app }];
      case 'owner-changed':
        return [{ ...doubt, kind: 'app-owner-changed', app }];
      default:
        return [];
    }
  });
}
