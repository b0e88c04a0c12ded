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
  /** Without it only `for` is missing; a right that is not optional is needed for any read. */
  readonly optional?: true;
  /** The setting that it belongs to, where only one way to connect needs it: `token`, `app`. */
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
  /** The seat comes free, and another license is paid for in its place: what that saves, nobody can tell from the price of the seat. */
  readonly paysInstead?: true;
  /** Whether it can be taken back, with all that belonged to the account. */
  readonly reversible: boolean;
  /** What stays afterwards, as a sentence: `The licenses stay assigned and are billed.` */
  readonly stays: string;
  /** The rights it needs besides those for reading, as the vendor spells them. */
  readonly rights: readonly string[];
  /** When it is refused or does nothing, as a sentence. */
  readonly except?: string;
  /** It takes one license, and can be chosen for each that an account holds. */
  readonly perLicense?: true;
  /** For how many days it can be undone; left out where the vendor names no end. */
  readonly undoDays?: number;
  /** How long the app may go on showing the account as it was, in milliseconds; left out where it shows the change at once. */
  readonly settles?: number;
  /**
   * The app shows an account only in its list: what a step brought about is proven by the next complete read. Left out where it is looked
   * at by itself.
   */
  readonly provenBy?: 'list';
  /** The app does not show the account any more afterwards, until the step is taken back. */
  readonly vanishes?: true;
  /** An admin does it in the app: it is told, and never carried out. */
  readonly byHand?: true;
}

/** What a full read costs. */
export interface Requests {
  /** Requests for each further 1,000 accounts. */
  readonly per1000: number;
  /** Requests besides those, in a read of everything. */
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
