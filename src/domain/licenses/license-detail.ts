import type { Day } from '../day.ts';

export interface Grace {
  readonly state: 'warning' | 'suspended';
  /** `null`: the subscription as a whole. */
  readonly units: number | null;
  /** The day the state was first seen. It may have begun earlier, so it ends by `endsBy` at the latest. */
  readonly since: Day;
  readonly endsBy: Day;
}

/** What is wrong with a subscription as a whole, with the numbers behind it. */
export type LicenseDetail =
  | {
      readonly concern: 'over-assigned';
      readonly purchased: number;
      /** How many of them can be used, where others are suspended. */
      readonly usable?: number;
      readonly consumed: number | null;
      readonly holders: number | null;
      /** The numbers cover this many contracts for one product, because accounts do not show which of them they use. */
      readonly contracts?: number;
    }
  | { readonly concern: 'grace-ends'; readonly grace: readonly Grace[] };
