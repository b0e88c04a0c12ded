import type { Instant } from '../day.ts';
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
}
