import type { Account } from '../account.ts';
import type { DomainClasses } from '../owners/domain-classes.ts';
import type { Earlier } from '../owners/kept-owner.ts';
import { type Match, matchAccount, type NoMatch } from '../owners/match.ts';
import type { Policy } from '../policy.ts';
import type { PersonRef, RosterIndex } from '../roster-index/roster-index.ts';
import { type AccountStatus, type Concern, concern, ownerStatus } from './classify.ts';
import { type Known, knownLapsed, type Lapse } from './known.ts';

/** What admins decided and what earlier runs found about one account. */
export interface AccountPast {
  readonly link: PersonRef | null;
  readonly known: Known | null;
  readonly earlier: Earlier | null;
}

/** The verdict on one account as of today. */
export interface Assessment {
  readonly match: Match | null;
  readonly noMatch: NoMatch | null;
  readonly status: AccountStatus;
  readonly offboarded: boolean;
  /** An admin's decision covers it. */
  readonly known: boolean;
  /** Why an earlier decision stopped covering it. */
  readonly lapsed: Lapse | null;
  /** What an admin should look at: nothing while it is known. */
  readonly concern: Concern | null;
}

/** The heart of reconciling: turns one account, the roster and what is remembered into one verdict. Accounts can be assessed in any order. */
export function assess(
  account: Account,
  past: AccountPast,
  index: RosterIndex,
  domains: DomainClasses,
  policy: Pick<Policy, 'timezone' | 'today'>,
): Assessment {
  const { match, noMatch } = matchAccount(
    { account, link: past.link, earlier: past.earlier },
    index,
    domains,
  );
  const owner = match?.owner ?? null;
  const { status, offboarded } = ownerStatus(owner);
  const raw = concern(account, owner, policy.timezone);
  const lapsed =
    past.known === null
      ? null
      : knownLapsed(
          past.known,
          { email: account.emails[0] ?? null, role: account.role, owner: owner?.status ?? null },
          policy.today,
        );
  const known = past.known !== null && lapsed === null && status !== 'active';
  return { match, noMatch, status, offboarded, known, lapsed, concern: known ? null : raw };
}
