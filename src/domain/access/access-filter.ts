import type { AccountKind, AccountState } from '../account.ts';
import type { DayLimit } from '../day.ts';
import type { AccountStatus } from '../findings/classify.ts';

/** Selects accounts of an app: those that match every given property. */
export interface AccessFilter {
  readonly status?: AccountStatus;
  /** The owner left the company. */
  readonly offboarded?: boolean;
  readonly known?: boolean;
  readonly kind?: AccountKind;
  readonly state?: AccountState;
  /** Part of the name of a license it holds. */
  readonly license?: string;
  /** Last used before this day. */
  readonly idleBefore?: DayLimit;
  readonly neverActive?: boolean;
  /** Granted to a current employee by this group, or by one that contains it; `null`: granted by no group. */
  readonly group?: string | null;
  /** Part of an address, username or name, or the complete id. */
  readonly text?: string;
}
