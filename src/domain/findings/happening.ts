import type { Instant } from '../day.ts';
import type { Concern } from './classify.ts';
import type { Closing } from './finding.ts';
import type { Lapse } from './known.ts';

/** What happened to an account. Its history keeps this in addition to decisions and the state of its finding. */
export type Happening =
  /** It was missing from a complete read, or listed again; kept for accounts on which something was decided. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'back'; readonly goneAt: Instant }
  /** Its finding became another one; `opened`: since when it was open. */
  | {
      readonly kind: 'worse' | 'better';
      readonly from: Concern;
      readonly to: Concern;
      readonly opened: Instant;
    }
  | {
      readonly kind: 'closed';
      readonly closing: Closing;
      readonly concern: Concern;
      readonly opened: Instant;
    }
  /** `closing`, `closed`: how and when it was closed before; `times`: how often it was opened, this time included. */
  | {
      readonly kind: 'reopened';
      readonly times: number;
      readonly concern: Concern;
      readonly closing: Closing | null;
      readonly closed: Instant;
    }
  /** The vendor gave the account to somebody else; `from`: who had it. Told of accounts without a link, which lapses instead. */
  | { readonly kind: 'handed-on'; readonly from: string }
  /** "Known" or a link ended by itself. */
  | { readonly kind: 'lapsed'; readonly lapse: Lapse }
  /** An admin said that the seat was removed; a later complete read still listed it. */
  | { readonly kind: 'removal-said' }
  | { readonly kind: 'still-there' };

/** Something that happened to the account of that row. */
export interface AccountEvent {
  readonly account: number;
  readonly at: Instant;
  readonly happening: Happening;
  /** The admin who did it; `null` for Seatkeeper. */
  readonly by: string | null;
}
