/** Who asks, as the platform proved it. */
export interface Caller {
  /** `slack:U1`, `teams:<aad object id>`, `terminal:<os user>`. */
  readonly id: string;
  readonly name: string;
  /** Whether the platform proved just now that they may change something; everybody in the organisation may look. */
  readonly mayChange: boolean;
  /** Why not, when that is not the usual "only admins may": the platform could not be asked, they are a guest. */
  readonly whyNot?: string;
  /** Their address, where the platform tells: finds them in the roster. */
  readonly email?: string;
  /** Where they ask, in the platform's own terms: a file can go only there. */
  readonly at?: Readonly<Record<string, string>>;
}
