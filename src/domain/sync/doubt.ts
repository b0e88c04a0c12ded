import type { DomainRule } from '../owners/learn-rule.ts';
import type { Fact } from './facts.ts';

/** Many lost their owner because one mail domain became another; `accounts` show it. */
export interface MovedDomain extends DomainRule {
  readonly accounts: number;
}

interface Share {
  /** Out of how many. */
  readonly of: number;
  readonly percent: number;
}

/** Why a complete read is not accepted. Numbers are accounts, or people for a roster; kinds that begin with `app-` are about accounts of one app. */
export type Doubt =
  | { readonly kind: 'empty'; readonly before: number }
  /** The first read of an app lists nobody, and there is nothing to compare it with. */
  | { readonly kind: 'nobody' }
  /** seatkeeper.yaml says how many there should be, and no read has met that yet. */
  | { readonly kind: 'unexpected'; readonly expected: number; readonly now: number }
  | { readonly kind: 'shrunk'; readonly before: number; readonly now: number; readonly percent: number }
  /** As many as before, but with other ids: changed ids look as if everyone had gone and everyone were new. */
  | { readonly kind: 'missing'; readonly before: number; readonly missing: number; readonly percent: number }
  /** `same` of the `others` new ids have the address of somebody who is missing: what identifies people changed, not the people. */
  | { readonly kind: 'ids-changed'; readonly others: number; readonly same: number }
  /** `first`: the read before was the first one, so that one may have been cut short instead. */
  | {
      readonly kind: 'grown';
      readonly before: number;
      readonly now: number;
      readonly percent: number;
      readonly first: boolean;
    }
  /** A column has disappeared: of the `of` rows that had a value, `gone` are still there without it. */
  | ({ readonly kind: 'fact-gone'; readonly fact: Fact; readonly gone: number } & Share)
  /** The last use of accounts is earlier than it was: this is an old list, or that of another app. */
  | ({ readonly kind: 'older'; readonly older: number } & Share)
  /** Most memberships in groups are gone. */
  | ({ readonly kind: 'memberships-gone'; readonly now: number } & Share)
  /** Accounts that held a seat are deactivated or deleted; with `what: 'findings'`, those with an open finding. */
  | ({ readonly kind: 'closing'; readonly what: 'seats' | 'findings'; readonly closing: number } & Share)
  | ({ readonly kind: 'inactive'; readonly newInactive: number } & Share)
  /** Accounts that had an owner and would have none. */
  | ({ readonly kind: 'unowned'; readonly newUnowned: number; readonly moved?: MovedDomain } & Share)
  /** Accounts that would go from one person to another. */
  | ({ readonly kind: 'owner-changed'; readonly changed: number } & Share)
  /** People who had left or were inactive, and would count as working here. */
  | ({ readonly kind: 'returned'; readonly returned: number } & Share)
  | ({ readonly kind: 'app-inactive'; readonly app: string; readonly newInactive: number } & Share)
  | ({
      readonly kind: 'app-unowned';
      readonly app: string;
      readonly newUnowned: number;
      readonly moved?: MovedDomain;
    } & Share)
  | ({ readonly kind: 'app-owner-changed'; readonly app: string; readonly changed: number } & Share)
  /** A roster source that is no longer in seatkeeper.yaml, with people whom no other source lists. */
  | ({ readonly kind: 'retired'; readonly newInactive: number } & Share);

/** Causes before effects: what explains the rest is said first. */
const RANK: readonly Doubt['kind'][] = [
  'retired',
  'empty',
  'nobody',
  'unexpected',
  'shrunk',
  'ids-changed',
  'missing',
  'fact-gone',
  'older',
  'memberships-gone',
  'grown',
  'unowned',
  'app-unowned',
  'owner-changed',
  'app-owner-changed',
  'inactive',
  'app-inactive',
  'closing',
  'returned',
];

/** The strongest first: causes before effects, and among equals the larger share. */
export function strongestFirst(doubts: readonly Doubt[]): readonly Doubt[] {
  const share = (doubt: Doubt) => ('percent' in doubt ? doubt.percent : 100);
  return [...doubts].sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || share(b) - share(a));
}
