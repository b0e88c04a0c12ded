import type { Day } from './day.ts';

/** 1 Enabled, 2 Warning (user grace), 3 Suspended (admin grace), 4 Deleted, 5 Locked out, 6 Other. */
export const CAPABILITY_STATUSES = [
  'enabled',
  'warning',
  'suspended',
  'deleted',
  'locked-out',
  'other',
] as const;
export type CapabilityStatus = (typeof CAPABILITY_STATUSES)[number];

export const TERMS = ['monthly', 'annual'] as const;
export type Term = (typeof TERMS)[number];

/** One licence object as an app (or the admin's file) reported it. Units are seats. */
export interface Subscription {
  /** The vendor's id of the licence object; the SKU where there is no other. */
  readonly id: string;
  readonly sku: string;
  readonly product: string | null;
  /** Licence model; `null` means Named User. */
  readonly model: string | null;
  /** Seats bought; `null` when unlimited or not told. */
  readonly purchased: number | null;
  readonly unlimited: boolean;
  readonly consumed: number | null;
  /** Prepaid units by state. */
  readonly enabled: number | null;
  readonly warning: number | null;
  readonly suspended: number | null;
  readonly capabilityStatus: CapabilityStatus | null;
  /** Price of one seat per `term`, in `currency`. */
  readonly unitPrice: number | null;
  /** ISO 4217. */
  readonly currency: string | null;
  readonly term: Term | null;
  readonly renewsOn: Day | null;
}

/** An account that holds a subscription. */
export interface Assignment {
  readonly account: string;
  readonly subscription: string;
}
