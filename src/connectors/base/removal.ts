import type { Account } from '../../domain/account.ts';

/** One step of a removal: one way, on one account. */
export interface RemovalStep {
  /** The key of a way that the connector declares. */
  readonly way: string;
  /** For a way that takes one license: its name as in `account.licenses`. Else `null`. */
  readonly license: string | null;
  /** The account as it was when the plan was made. */
  readonly account: Account;
}

/** A step by a way that takes no license. */
export function stepBy(way: string): Pick<RemovalStep, 'way' | 'license'> {
  return { way, license: null };
}

/** What undoing a step needs: roles, ids of licenses and groups. JSON that is stored; never a secret. */
export type Restorable = Readonly<Record<string, unknown>>;

/** Why the app would refuse a step, or accept it without any effect. */
export type Obstacle =
  /** A license or membership comes from this group: only leaving the group ends it. */
  | {
      readonly kind: 'group';
      /** As admins know it; its id where the name is not readable. */
      readonly group: string;
      /** The step that takes the account out of the group, where these credentials can. */
      readonly instead: Pick<RemovalStep, 'way' | 'license'> | null;
      /** Where an admin does it. */
      readonly url: string | null;
    }
  /** The account is managed by a directory or identity provider and is removed there. */
  | { readonly kind: 'directory'; readonly directory: string | null; readonly url: string | null }
  /** An owner or admin whom the app lets nobody remove this way. */
  | { readonly kind: 'admin' }
  /** Anything else, as a sentence for the admin: what stands in the way and what to do. */
  | { readonly kind: 'other'; readonly why: string };

/** The account as the app shows it at this moment, looked at for one step. */
export type AccountNow =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'present';
      /** As `accounts` would read it. What the look at one account does not tell is as in the plan. */
      readonly account: Account;
      /** Whether the step has taken effect: nothing is left to do, or it worked. */
      readonly removed: boolean;
      /** `null` where nothing is known to stand in the way. */
      readonly obstacle: Obstacle | null;
      readonly before: Restorable;
      /** For an undo: what the step took and the app does not show again, as admins call it. Left out: nothing. */
      readonly lacks?: readonly string[];
    };

/** What the app answered to a step; kept as evidence. */
export interface VendorSaid {
  /** The request without secrets: `DELETE /users/{id}`. */
  readonly request: string;
  readonly status: number;
  /** What the vendor calls the request in its own log; `null` where it names none. */
  readonly requestId: string | null;
  readonly words: string | null;
}

/**
 * Carries out steps. The connector decides nothing: whether a step is allowed, repeated or successful is decided outside. Each call is one
 * attempt: requests that change something are sent with `once`, so a lost answer is never followed by a second request. A
 * `ConnectorError` says by `effect` whether the step may have happened.
 */
export interface Removal {
  /** The usual steps to free this account's seat, in order, gentle before final. Empty if nothing can be done. */
  usual(account: Account): readonly Pick<RemovalStep, 'way' | 'license'>[];
  /** All steps that an admin may choose for this account. */
  offered(account: Account): readonly Pick<RemovalStep, 'way' | 'license'>[];
  /**
   * Why the app would refuse the step, as far as the last read of the list shows. For plans with too many accounts to look at each one.
   * Left out if the list tells nothing; `null` if nothing is known.
   */
  told?(step: RemovalStep): Obstacle | null;
  /**
   * Asks what the list does not tell and a few requests tell of everybody, such as the names of groups, and gives what takes the place of
   * `told`. Changes nothing. Left out if the list tells as much.
   */
  askOfAll?(): Promise<(step: RemovalStep) => Obstacle | null>;
  /**
   * Reads the account, bypassing every cache. Changes nothing. Called before a step and, to prove it, afterwards. `taken`: given for an
   * undo; it is the `before` of the step.
   */
  look(step: RemovalStep, taken?: Restorable): Promise<AccountNow>;
  /** Called once, after `look` found the account present, not removed and without obstacle. `before` is what `look` returned. */
  carryOut(step: RemovalStep, before: Restorable): Promise<VendorSaid>;
  /**
   * Gives back what the step took, as far as the app allows, and only what is still missing in the app. If that takes several requests, a
   * failure after the first has the effect `part` (`afterWrite`). Left out if no way can be undone.
   */
  undo?(step: RemovalStep, before: Restorable): Promise<VendorSaid>;
}
