import { addDays, type Day, daysBetween } from '../day.ts';
import { monthsAfter } from '../licenses/contract-days.ts';
import type { CompletedSubscription, Term } from '../licenses/subscription.ts';
import type { Money } from './money.ts';

/** The terms that bind a subscription, or an app's own price. */
export interface Binding {
  readonly term: Term | null;
  readonly renewsOn: Day | null;
  /** How many days before `renewsOn` it must be cancelled. */
  readonly noticeDays: number | null;
  /** It does not renew on that day by itself: it ends. */
  readonly ends?: boolean;
}

/** How many days ahead a renewal is announced, and its notice day before it. */
export const STEPS = [60, 30, 14, 7] as const;

/** The last day on which it can be cancelled; `null` when the renewal day itself is the last. */
export function noticeDay({ renewsOn, noticeDays }: Binding): Day | null {
  return renewsOn === null || noticeDays === null || noticeDays === 0 ? null : addDays(renewsOn, -noticeDays);
}

/** From when a seat that is given back costs nothing. */
export type Saves =
  | { readonly kind: 'now' }
  /** Its term must end first. */
  | { readonly kind: 'from'; readonly day: Day }
  /** It is bought for a year, and the end of the year is not known. */
  | { readonly kind: 'unknown' };

/**
 * A seat that is paid by the year saves nothing before the year ends, and once the notice day has passed, nothing before the end of
 * the next year. A seat that is paid by the month saves at once.
 */
export function savesFrom(binding: Binding, today: Day): Saves {
  const { term, renewsOn } = binding;
  if (term !== 'annual') return { kind: 'now' };
  if (renewsOn === null || renewsOn < today) return { kind: 'unknown' };
  if (renewsOn === today) return { kind: 'now' };
  const notice = noticeDay(binding);
  return { kind: 'from', day: notice !== null && notice < today ? monthsAfter(renewsOn, 12) : renewsOn };
}

/** The later of two, for a seat that is bound by both. */
export function laterSaves(one: Saves, other: Saves): Saves {
  if (one.kind === 'now' || other.kind === 'unknown') return other;
  if (other.kind === 'now' || one.kind === 'unknown') return one;
  return one.day >= other.day ? one : other;
}

/** Whether it is announced. A monthly renewal without notice is not: it can be cancelled in any month. */
export function isAnnounced(binding: Binding): boolean {
  return (
    binding.renewsOn !== null &&
    (binding.ends === true || binding.term !== 'monthly' || noticeDay(binding) !== null)
  );
}

export interface RenewalStep {
  readonly kind: 'renewal' | 'notice';
  readonly day: Day;
  readonly daysBefore: number;
}

/** Every step whose day has come while the day it leads to has not passed, including steps that were missed. */
export function stepsDue(binding: Binding, today: Day): readonly RenewalStep[] {
  if (!isAnnounced(binding)) return [];
  const notice = noticeDay(binding);
  return [
    ...(notice === null ? [] : stepsTo('notice', notice, today)),
    ...(binding.renewsOn === null ? [] : stepsTo('renewal', binding.renewsOn, today)),
  ];
}

function stepsTo(kind: RenewalStep['kind'], day: Day, today: Day): readonly RenewalStep[] {
  const left = daysBetween(today, day);
  return left < 0
    ? []
    : STEPS.filter((step) => left <= step).map((daysBefore) => ({ kind, day, daysBefore }));
}

/** Days until a decision is needed: until the notice day while it has not passed, then until the renewal. */
export function daysLeft(binding: Binding & { readonly renewsOn: Day }, today: Day): number {
  const notice = noticeDay(binding);
  return daysBetween(today, notice !== null && notice >= today ? notice : binding.renewsOn);
}

/** A contract with a last day and no renewal is bound until that day, and needs no notice. */
export function bindingOf({ term, renewsOn, endsOn, noticeDays }: CompletedSubscription): Binding {
  return renewsOn === null && endsOn !== null
    ? { term, renewsOn: endsOn, noticeDays: null, ends: true }
    : { term, renewsOn, noticeDays };
}

/** One coming renewal, with what an admin needs to decide on it. */
export interface RenewalItem {
  readonly app: { readonly id: string; readonly name: string };
  /** The subscription's id; empty for the price of the app itself. */
  readonly subscription: string;
  readonly product: string | null;
  readonly renewsOn: Day;
  /** It ends on that day, and does not renew. */
  readonly ends: boolean;
  /** The day that was written, where it has passed and `renewsOn` is assumed from it. */
  readonly assumedFrom: Day | null;
  /** The last day on which it can be cancelled. */
  readonly noticeOn: Day | null;
  readonly bought: number | null;
  /** How many contracts the two numbers cover, because accounts do not show which of them they use. */
  readonly contracts: number;
  /** How many are in use; `null` where neither the vendor nor the accounts tell. */
  readonly used: number | null;
  /** Where no account lists a license, each account counts, and messages say "accounts". */
  readonly counts: 'seats' | 'accounts';
  /** How many of them are idle; `null` where it is not known who holds one. */
  readonly idle: number | null;
  /** Seats that could be given back (unassigned, of people who left, second seats, idle), and what they cost a month. */
  readonly spare: {
    readonly seats: number;
    readonly monthly: Money;
    /** Some of them may be held after all. */
    readonly atMost: boolean;
  };
  /** What one seat costs per term. */
  readonly unit: { readonly amount: Money; readonly term: Term } | null;
}
