import { ACCOUNT_HINTS, type AccountHint } from './account-hint.ts';

/** Why an account has no owner, as a word to filter by. */
export const WHY = ['nobody', 'several', 'no-address', ...ACCOUNT_HINTS] as const;
export type Why = (typeof WHY)[number];

/** Why an account has no owner, with the facts that explain it. */
export type WhyUnknown =
  /** Several people fit, and none of them is chosen: their names, and who they are. */
  | {
      readonly why: 'several';
      readonly candidates: readonly string[];
      readonly people?: readonly {
        readonly ref: number;
        readonly name: string;
        readonly email: string | null;
      }[];
    }
  /** It does not look like the account of a person. */
  | { readonly why: AccountHint }
  /** No person has its address; `unread`: this many roster rows of people who were never read before cannot be read and may have it. */
  | { readonly why: 'nobody'; readonly unread?: number }
  /** It has no address; `called`: it has a username or an employee number, which no person has. */
  | {
      readonly why: 'no-address';
      readonly called: 'username' | 'employee-number' | null;
      readonly unread?: number;
    };
