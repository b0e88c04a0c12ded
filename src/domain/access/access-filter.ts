import type { AccountKind, AccountState } from '../account.ts';
import type { Day } from '../day.ts';
import type { AccountStatus } from '../findings/classify.ts';

/** Which accounts of an app are meant. What is absent does not matter; all that is there must hold. */
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
  readonly idleBefore?: Day;
  readonly neverActive?: boolean;
  /** Granted by this group, or through it by one that contains it, to somebody who works here; `null`: by none. */
  readonly group?: string | null;
  /** Part of an address, username or name, or the whole id. */
  readonly text?: string;
}
