import type { Day } from '../day.ts';

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

/** One license object as an app, or the admin's file, reported it. Units are seats. */
export interface Subscription {
  /** The vendor's id of the license object; the SKU where there is no other. */
  readonly id: string;
  readonly sku: string;
  readonly product: string | null;
  /** License model; `null` means Named User. */
  readonly model: string | null;
  /** Seats bought; `null` when unlimited or not reported. */
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
  /** The day on which it renews by itself. */
  readonly renewsOn: Day | null;
  /** Its last day. After it nothing is bought, unless the contract is replaced. */
  readonly endsOn: Day | null;
}

/** What a vendor cannot know and an admin completes, in seatkeeper.yaml or by command. */
export interface Terms {
  readonly product: string | null;
  /** License model; see `Subscription.model`. */
  readonly model: string | null;
  /** The license pool it belongs to: a cost centre, a country, a department. */
  readonly pool: string | null;
  /** Seats bought, where the vendor does not report them. */
  readonly purchased: number | null;
  /** Price of one seat per `term`, in `currency`. */
  readonly unitPrice: number | null;
  readonly currency: string | null;
  readonly term: Term | null;
  readonly renewsOn: Day | null;
  /** How many days before `renewsOn` it must be cancelled. */
  readonly noticeDays: number | null;
  /** The minimum entitlement period: for this many days after a seat was assigned it cannot be assigned to another person. */
  readonly entitlementDays: number | null;
}

/** A subscription with all that is known of it. */
export interface CompletedSubscription extends Subscription {
  readonly pool: string | null;
  readonly noticeDays: number | null;
  readonly entitlementDays: number | null;
  /** Everything an app may call it, lower case: id, SKU, and the product name before and after completion. */
  readonly names: readonly string[];
}

/** The form in which license names are compared. */
export function licenseName(text: string): string {
  return text.trim().toLowerCase();
}

/** What a subscription is called: its product, or its SKU where that is not known. */
export function titleOf({ product, sku }: Pick<Subscription, 'product' | 'sku'>): string {
  return product ?? sku;
}

/** What the units by state add up to, where the vendor reports those and no total. */
function unitsOf({ enabled, warning, suspended }: Subscription): number | null {
  return enabled === null ? null : enabled + (warning ?? 0) + (suspended ?? 0);
}

/** Later terms replace earlier ones: first what the vendor reported, then seatkeeper.yaml, then the admin's command. */
export function complete<Reported extends Subscription>(
  reported: Reported,
  ...layers: readonly Partial<Terms>[]
): Reported & CompletedSubscription {
  const completed = {
    ...reported,
    pool: null,
    noticeDays: null,
    entitlementDays: null,
    names: [] as readonly string[],
  };
  for (const terms of layers) {
    for (const [key, value] of Object.entries(terms)) {
      if (value !== null && value !== undefined) Object.assign(completed, { [key]: value });
    }
  }
  const names = [reported.id, reported.sku, reported.product, completed.product];
  return {
    ...completed,
    purchased: completed.purchased ?? (completed.unlimited ? null : unitsOf(completed)),
    names: [...new Set(names.flatMap((name) => (name === null ? [] : licenseName(name))))],
  };
}
