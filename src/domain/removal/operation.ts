import type { Instant } from '../day.ts';

/**
 * The states of one operation, which is one step on one account. Rows are never deleted; the account may get another operation for the
 * same step only when this one has ended.
 *
 * ```
 * planned → approved → running → verified | failed | in-doubt → verified | failed
 *    ↓          ↓          (in-doubt is resolved by reading, never by asking again)
 * expired   cancelled
 * task → said → verified | task        (done by hand: the next complete read proves it)
 * ```
 */
export const OPERATION_STATES = [
  /** Waits for the second person. */
  'planned',
  /** Confirmed: carried out when it is due, and when everything is read again. */
  'approved',
  /** The app is being asked. After a crash it is in doubt. */
  'running',
  /** Carried out, and the app shows the change by now. */
  'verified',
  /** The account was gone, or the step had already been done: nothing was asked of the app. */
  'already',
  /** Not carried out, or the app shows the account as it was. */
  'failed',
  /** It may have been carried out: an answer was lost, or the app does not show it yet. */
  'in-doubt',
  /** All was checked and nothing asked of the app: dry run. */
  'rehearsed',
  /** An admin does it by hand. */
  'task',
  /** The admin says that it is done; the next complete read proves it. */
  'said',
  /** The admin says that it cannot be done, with the reason. */
  'not-possible',
  'cancelled',
  'expired',
] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** Those that may still lead to a change, or whose end is not known. */
export const LIVE_STATES = [
  'planned',
  'approved',
  'running',
  'in-doubt',
  'task',
  'said',
] as const satisfies readonly OperationState[];

const NEXT: Readonly<Record<OperationState, readonly OperationState[]>> = {
  planned: ['approved', 'task', 'cancelled', 'expired', 'failed'],
  // Back to `planned` only where nobody who vouches for the plan may remove accounts any more.
  approved: ['running', 'already', 'rehearsed', 'failed', 'cancelled', 'expired', 'task', 'planned'],
  // Back to `approved`, or to a task, only where the app said that it did nothing: it asked us to wait, or cannot do it.
  running: ['verified', 'failed', 'in-doubt', 'approved', 'task'],
  'in-doubt': ['verified', 'failed'],
  task: ['said', 'not-possible', 'cancelled', 'verified'],
  said: ['verified', 'task'],
  verified: [],
  already: [],
  failed: [],
  rehearsed: [],
  'not-possible': [],
  cancelled: [],
  expired: [],
};

export function mayBecome(from: OperationState, to: OperationState): boolean {
  return NEXT[from].includes(to);
}

export function isLive(state: OperationState): boolean {
  return NEXT[state].length > 0;
}

/** What is done to one account. It carries only ids; the words are made where they are shown. */
export interface StepKey {
  /** The id of the app in seatkeeper.yaml. */
  readonly app: string;
  /** The account's own id. */
  readonly account: string;
  /** The key of a way that the connector declares; `undo:<way>` takes one back; `by-hand` is done in the app. */
  readonly way: string;
  /** For a way that takes one license; else `null`. */
  readonly license: string | null;
}

/** Why an operation ended as it did. Codes: what they mean is said in chat/say/removal. */
export type OperationReason =
  /** The facts that the plan was made from have changed: nothing was done. */
  | { readonly kind: 'changed'; readonly what: ChangedFact }
  /** The app or a roster could not be read again completely; `file`: its data is older than an admin accepted. */
  | { readonly kind: 'stale'; readonly source: string; readonly dataAt: Instant | null; readonly file?: true }
  | { readonly kind: 'protected'; readonly by: ProtectedBy }
  | { readonly kind: 'breaker'; readonly limit: 'app' | 'day'; readonly most: number }
  /** The app refused, in its own words; `code` as in ConnectorErrorKind. */
  | { readonly kind: 'refused'; readonly code: string; readonly words: string }
  | {
      readonly kind: 'obstacle';
      readonly obstacle: 'group' | 'directory' | 'admin' | 'other';
      readonly name: string | null;
      /** Leaving the group would do it, and these credentials allow that: a plan for this account alone has that step. */
      readonly canLeave?: true;
      /** Where it is done instead. */
      readonly url?: string;
    }
  /** The app shows the account only in its list: a complete read that begins later proves it. */
  | { readonly kind: 'awaits-read' }
  /** Taken back, except for these: the app does not show them again, and somebody has to give them back there. */
  | { readonly kind: 'partly-back'; readonly lacks: readonly string[] }
  /** The app said yes, and shows the account as it was. */
  | { readonly kind: 'no-effect' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'came-back' }
  /** The database was restored: what was decided about it since is not known. */
  | { readonly kind: 'restored' }
  /** Somebody said that it was done by hand, and a complete read of newer data still listed it. */
  | { readonly kind: 'still-there' }
  /** The step before it was not carried out. */
  | { readonly kind: 'earlier-step' }
  | { readonly kind: 'by-admin'; readonly name: string; readonly words: string | null }
  /** A step needed several requests: the first were carried out, and a later one failed. */
  | { readonly kind: 'half-done'; readonly words: string }
  | { readonly kind: 'answer-lost'; readonly words: string }
  /** Nobody who asked for it or approved it may remove accounts any more; `unsure` where their platform could not be asked. */
  | { readonly kind: 'no-rights'; readonly name: string; readonly unsure?: true }
  /** It was carried out, and taken back since by another operation. */
  | { readonly kind: 'taken-back'; readonly name: string };

export type ChangedFact =
  | 'account'
  | 'owner'
  | 'status'
  | 'known'
  | 'licenses'
  | 'role'
  | 'plan'
  | 'settings';

/** Which entry of the protected list, or which rule that holds always. */
export type ProtectedBy =
  | { readonly rule: 'last-admin' | 'own-account' | 'yourself' }
  | { readonly rule: 'listed'; readonly entry: string };
