import { type Account, holdsSeat } from '../account.ts';
import { addDays, type Instant } from '../day.ts';
import type { Assessment } from '../findings/assess.ts';
import type { AccountStatus, Concern } from '../findings/classify.ts';
import { isHandedOn } from '../owners/match.ts';
import type { PersonRef } from '../roster-index/roster-index.ts';
import { type AccountFacts, type Fact, factsOfAccount, lostByAccount } from './facts.ts';

/** An account as the last accepted read left it. */
export interface AccountBefore {
  readonly status: AccountStatus;
  readonly person: PersonRef | null;
  readonly concern: Concern | null;
  readonly facts: AccountFacts;
}

/** What the changed accounts of one read amount to, for the guard. */
export interface AccountSigns {
  readonly newInactive: number;
  readonly newUnowned: number;
  readonly ownerChanged: number;
  /** Accounts whose last use went back in time. */
  readonly older: number;
  readonly closing: { readonly seats: number; readonly ofActive: number; readonly findings: number };
  readonly lost: { readonly [Key in Fact]?: number };
}

/** Adds up what changes from one read to the next, one account after the other. `samePerson`: two records may be of one human. */
export function accountSigns(samePerson: (a: PersonRef, b: PersonRef) => boolean) {
  const lost: { [Key in Fact]?: number } = {};
  let [newInactive, newUnowned, ownerChanged, older, seats, ofActive, findings] = [0, 0, 0, 0, 0, 0, 0];
  return {
    /** An account that the last read did not have. */
    added(now: Assessment): void {
      if (now.status === 'inactive') newInactive++;
    },
    /** The account is unchanged, but an admin changed how owners are found: what it loses is the admin's decision, not the read's. */
    reassessed(before: AccountBefore, now: Assessment): void {
      if (now.status === 'inactive' && before.status !== 'inactive') newInactive++;
    },
    changed(before: AccountBefore, account: Account, now: Assessment): void {
      if (now.status === 'inactive' && before.status !== 'inactive') newInactive++;
      const owner = now.match?.owner.ref ?? null;
      const handedOn = isHandedOn(now.noMatch);
      if (before.person !== null && owner === null && !handedOn) newUnowned++;
      if (before.person !== null && (handedOn || (owner !== null && !samePerson(before.person, owner))))
        ownerChanged++;
      if (wentBack(before.facts.lastActive, account.lastActive)) older++;
      if (holdsSeat(before.facts) && !holdsSeat(account)) {
        seats++;
        if (before.status === 'active') ofActive++;
        if (before.concern !== null) findings++;
      }
      for (const fact of lostByAccount(before.facts, factsOfAccount(account)))
        lost[fact] = (lost[fact] ?? 0) + 1;
    },
    counts: (): AccountSigns => ({
      newInactive,
      newUnowned,
      ownerChanged,
      older,
      closing: { seats, ofActive, findings },
      lost,
    }),
  };
}

/** By more than a day: a smaller difference may come from time zones, or from a list that no longer gives the hour. */
function wentBack(before: Instant | null, now: Instant | null): boolean {
  if (before === null || now === null || now >= before) return false;
  return addDays(now.slice(0, 10), 1) < before.slice(0, 10);
}
