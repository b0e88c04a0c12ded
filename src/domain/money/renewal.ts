import { addDays, type Day, daysBetween } from '../day.ts';
import type { CompletedSubscription, Term } from '../licenses/subscription.ts';
import type { Money } from './money.ts';

/** How a price binds: what matters of a subscription, or of an app's own price. */
export interface Binding {
  readonly term: Term | null;
  readonly renewsOn: Day | null;
  /** How many days before `renewsOn` it must be cancelled. */
  readonly noticeDays: number | null;
}

/** How many days ahead a renewal is announced, and its notice day before it. */
export const STEPS = [60, 30, 14, 7] as const;

/** The last day on which it can be cancelled; `null` when the renewal day itself is. */
export function noticeDay({ renewsOn, noticeDays }: Binding): Day | null {
  return renewsOn === null || noticeDays === null || noticeDays === 0 ? null : addDays(renewsOn, -noticeDays);
}

/** From when a seat that is given back costs nothing. */
export type Saves =
  | { readonly kind: 'now' }
  /** Its term must end first. */
  | { readonly kind: 'from'; readonly day: Day }
  /** It is bought for a year, and nobody knows when that ends. */
  | { readonly kind: 'unknown' };

/**
 * A year that is paid for saves nothing before it ends, and one whose notice day has passed runs for another year. What is
 * paid by the month saves at once.
 */
export function savesFrom(binding: Binding, today: Day): Saves {
  const { term, renewsOn } = binding;
  if (term !== 'annual') return { kind: 'now' };
  if (renewsOn === null || renewsOn < today) return { kind: 'unknown' };
  if (renewsOn === today) return { kind: 'now' };
  const notice = noticeDay(binding);
  return { kind: 'from', day: notice !== null && notice < today ? yearAfter(renewsOn) : renewsOn };
}

/** The later of two: what is said must hold for both. */
export function laterSaves(one: Saves, other: Saves): Saves {
  if (one.kind === 'now' || other.kind === 'unknown') return other;
  if (other.kind === 'now' || one.kind === 'unknown') return one;
  return one.day >= other.day ? one : other;
}

/** A renewal worth telling of: whoever pays by the month without notice can leave any month. */
export function isAnnounced(binding: Binding): boolean {
  return binding.renewsOn !== null && (binding.term !== 'monthly' || noticeDay(binding) !== null);
}

export interface RenewalStep {
  readonly kind: 'renewal' | 'notice';
  readonly day: Day;
  readonly daysBefore: number;
}

/** Every step whose day has come while the day it counts to has not passed. One that was missed is among them until it was said. */
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

/** Days until what has to be decided: the notice day while it has not passed, then the renewal. */
export function daysLeft(binding: Binding & { readonly renewsOn: Day }, today: Day): number {
  const notice = noticeDay(binding);
  return daysBetween(today, notice !== null && notice >= today ? notice : binding.renewsOn);
}

export function yearAfter(day: Day): Day {
  const [year = '', month = '', date = ''] = day.split('-');
  // 29 February has no twin in the next year.
  const leap = month === '02' && date === '29';
  return `${Number(year) + 1}-${month}-${leap ? '28' : date}`;
}

export function bindingOf({ term, renewsOn, noticeDays }: CompletedSubscription): Binding {
  return { term, renewsOn, noticeDays };
}

/** One renewal that comes, with what an admin needs to decide on it. */
export interface RenewalItem {
  readonly app: { readonly id: string; readonly name: string };
  /** The subscription's id; empty for the price of the app itself. */
  readonly subscription: string;
  readonly product: string | null;
  readonly renewsOn: Day;
  /** The last day on which it can be cancelled. */
  readonly noticeOn: Day | null;
  readonly bought: number | null;
  readonly used: number | null;
  readonly idle: number;
  /** Seats that could go: unassigned, of people who left, second ones and idle ones; and what they cost a month. */
  readonly spare: { readonly seats: number; readonly monthly: Money };
  /** What one seat costs per term. */
  readonly unit: { readonly amount: Money; readonly term: Term } | null;
}
