import type { Capability } from '../../domain/sync/withheld.ts';

export type { Capability } from '../../domain/sync/withheld.ts';

/** How far an answer can be trusted, with a note for the admin. @public */
export interface Report<Level extends string> {
  readonly level: Level;
  readonly note: string;
}

/** How far each kind of answer can be trusted. @public */
export interface Reports {
  readonly email: Report<'always' | 'sometimes' | 'never'>;
  readonly lastActive: Report<'exact' | 'day' | 'none'>;
  readonly subscriptions: Report<'yes' | 'no'>;
  readonly groups: Report<'yes' | 'no'>;
}

/** A permission the admin grants. */
export interface Right {
  /** As the vendor spells it: `okta.users.read`. */
  readonly name: string;
  /** What works because of it. */
  readonly for: Capability;
  /** What it is used for, to follow its name: `reads the list of users`. */
  readonly why: string;
  /** Where it is granted: the vendor's page, or its documentation. `null` where there is no such page. */
  readonly where: string | null;
  /** Without this right only `for` is missing; a right that is not optional is needed for any read. */
  readonly optional?: true;
  /** The setting that it belongs to, if only one way to connect needs it: `token`, `app`. */
  readonly onlyWith?: string;
}

/** What a vendor's plan may withhold, and what happens then. */
export interface PlanNeed {
  readonly capability: Capability;
  /** The plan that has it: `Entra ID P1 or P2`. */
  readonly plan: string;
  /** A sentence for the admin: what is missing without it, and what is done instead. */
  readonly without: string;
}

/** One way in which an account can be removed, whether or not Seatkeeper carries it out. */
export interface RemovalWay {
  /** Unique in its connector. Stored and audited, so it is never renamed: `suspend`. */
  readonly key: string;
  readonly way: 'disable' | 'free-seat' | 'delete';
  /** What the vendor calls it: `Suspend the user`. */
  readonly name: string;
  readonly disablesAccess: boolean;
  /** `'unknown'` where the vendor does not say whether such an account is billed. */
  readonly freesSeat: boolean | 'unknown';
  /** The seat becomes free, but another license is paid for instead: the price of the seat does not tell what that saves. */
  readonly paysInstead?: true;
  /** Whether it can be taken back, with everything that belonged to the account. */
  readonly reversible: boolean;
  /** What stays afterwards, as a sentence: `The licenses stay assigned and are billed.` */
  readonly stays: string;
  /** The rights it needs in addition to those for reading, as the vendor spells them. */
  readonly rights: readonly string[];
  /** When it is refused or does nothing, as a sentence. */
  readonly except?: string;
  /** It takes one license, and can be chosen for each license that an account holds. */
  readonly perLicense?: true;
  /** For how many days it can be undone; left out where the vendor names no end. */
  readonly undoDays?: number;
  /** How long, in milliseconds, the app may still show the account as it was; left out if it shows the change at once. */
  readonly settles?: number;
  /**
   * The app shows an account only in its list, so the next complete read proves the effect of a step. Left out if a single account can be
   * looked at.
   */
  readonly provenBy?: 'list';
  /** Afterwards the app no longer shows the account, until the step is taken back. */
  readonly vanishes?: true;
  /** An admin does it in the app: Seatkeeper shows it, and never carries it out. */
  readonly byHand?: true;
}

/** What a full read costs. */
export interface Requests {
  /** Requests for each further 1,000 accounts. */
  readonly per1000: number;
  /** Further requests in a full read. */
  readonly besides: number;
  /** The vendor's limit, in a sentence. */
  readonly note: string;
}

/** How far an app of the catalogue is proven. */
export interface Origin {
  /** The vendor's own pages. */
  readonly documentation: readonly string[];
  /** The day on which they were read. */
  readonly checked: string;
  readonly proven: 'real-product' | 'own-server' | 'documentation';
  readonly note: string | null;
}
