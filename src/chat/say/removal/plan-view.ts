import type { Day, Instant } from '../../../domain/day.ts';
import type { VendorAnswer } from '../../../domain/removal/answer.ts';
import type { OperationReason, OperationState } from '../../../domain/removal/operation.ts';
import type { Clock } from '../words.ts';

/** A plan that was confirmed, as its card and `removals` show it. */
export interface PlanView {
  readonly id: number;
  readonly scope: 'account' | 'person' | 'app' | 'undo';
  readonly hash: string;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** Why a second person must approve; `null` if none must. */
  readonly secondWhy: 'size' | 'app' | 'breaker' | 'rights' | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly apps: readonly { readonly name: string; readonly accounts: number }[];
  /** How many operations are in which state. */
  readonly counts: Readonly<Partial<Record<OperationState, number>>>;
  /** Operations that need an admin most come first; not all of them if there are many. */
  readonly operations: readonly OperationView[];
  readonly clock: Clock;
}

/** One step on one account. */
export interface OperationView {
  readonly id: number;
  readonly plan: number;
  readonly state: OperationState;
  readonly app: { readonly id: string; readonly name: string };
  readonly account: string;
  readonly label: string;
  /** Its owner, or as the app calls its user. */
  readonly person: string | null;
  readonly step: {
    readonly way: string;
    readonly license: string | null;
    /** The vendor's name for it; `null` for a way that the connector no longer declares, and for a step by hand. */
    readonly name: string | null;
    readonly byHand: boolean;
    /** It takes another step back. */
    readonly undoes: boolean;
  };
  readonly stays: string | null;
  readonly dueAt: Instant;
  /** When the app is read next to prove it; `null` where a read of its list is not what proves it, or where the app is a file. */
  readonly proofDue: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reason: OperationReason | null;
  readonly answer: VendorAnswer | null;
  readonly undoUntil: Day | null;
  readonly mayUndo: boolean;
  readonly url: string | null;
  readonly owner: string | null;
}
