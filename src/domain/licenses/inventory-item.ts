import type { Day, Instant } from '../day.ts';
import type { InventoryStatus, MissingFact } from './completeness.ts';
import type { CompletedSubscription } from './subscription.ts';

/** A subscription in the inventory: everything that is known of it, and whether anything is missing. */
export interface InventoryItem extends CompletedSubscription {
  /** The app, by its row. */
  readonly app: number;
  readonly lastImport: Instant;
  /** When a complete read no longer listed it; `null` for a current one. */
  readonly goneAt: Instant | null;
  readonly status: InventoryStatus;
  readonly missing: readonly MissingFact[];
  /** How many accounts hold it; `null` where that cannot be counted. See `holdersOf`. */
  readonly holders: number | null;
  /** The contracts with which it shares a name, itself included; `null` where it has a name of its own. */
  readonly shared: SharedContracts | null;
  /** The renewal that was written, where it has passed and `renewsOn` is the next one, assumed from it. */
  readonly assumedFrom: Day | null;
}

/** Several contracts for one product. Accounts do not show which of them they use, so only their sums can be compared. */
export interface SharedContracts {
  readonly subscriptions: readonly string[];
  readonly holders: number;
  /** All of them together; `null` where one is unlimited or its number is not known. */
  readonly purchased: number | null;
}
