import { normaliseEmail } from './email.ts';

/** The person who asks, as the platform proved it. */
export interface Caller {
  /** Where they ask. `terminal` is the machine Seatkeeper runs on: in a prompt or in a shell. */
  readonly on: 'terminal' | 'slack' | 'teams';
  /** `slack:U1`, `teams:<aad object id>`, `terminal:<os user>`. */
  readonly id: string;
  readonly name: string;
  /** Whether the platform proved just now that they may change something; everyone in the organisation may look. */
  readonly mayChange: boolean;
  /** Why they may not, when it is not the usual "only admins may": the platform could not be asked, or they are a guest. */
  readonly whyNot?: string;
  /** Their addresses, where the platform reports them: they find the person in the roster. */
  readonly emails?: readonly string[];
  /** The conversation they ask in, in the platform's own terms: a file can go only there. */
  readonly at?: Readonly<Record<string, string>>;
}

/** The caller's addresses, written as rosters and accounts have them. */
export function addressesOf({ emails = [] }: Pick<Caller, 'emails'>): readonly string[] {
  return emails.flatMap((email) => normaliseEmail(email) ?? []);
}
