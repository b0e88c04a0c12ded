import { type Account, holdsSeat } from '../account.ts';
import type { PersonRecord } from '../person.ts';

/** What a source tells of an account or a person, and may stop telling when a column is renamed or a right is taken away. */
export type Fact =
  | 'email'
  | 'username'
  | 'last-active'
  | 'licenses'
  | 'state'
  | 'department'
  | 'manager'
  | 'end-date';

/** How many rows of a read have what. `state`: suspended or closed, since a source that says nothing means active. */
export type FactCounts = { readonly [Key in Fact]?: number } & {
  /** Accounts that hold a seat. */
  readonly seats?: number;
  /** People who do not work here: left or inactive. */
  readonly away?: number;
  /** Memberships in groups that the source itself reports. */
  readonly memberships?: number;
};

/** Facts by which owners are found: losing some of them already does harm. */
export const IDENTIFYING: readonly Fact[] = ['email', 'username'];

export type AccountFacts = Pick<Account, 'username' | 'state' | 'lastActive'> & {
  readonly email: string | null;
  readonly licensed: boolean;
};

export function factsOfAccount({ emails, username, state, lastActive, licenses }: Account): AccountFacts {
  return { email: emails[0] ?? null, username, state, lastActive, licensed: licenses.length > 0 };
}

export type PersonFacts = Pick<PersonRecord, 'email' | 'department' | 'manager' | 'endDate'> & {
  /** How many usernames. An employee number is one, so somebody who lost the column of usernames may still have one. */
  readonly usernames: number;
};

/** Whether the source said something about the state: an account that is merely active, or invited, may be so by default. */
function isStated(state: Account['state']): boolean {
  return state === 'suspended' || !holdsSeat({ state });
}

/** Counts facts while a source is read. Plain fields, because it is called for every one of a million rows. */
export function accountFactCounter() {
  let [email, username, lastActive, licenses, state, seats] = [0, 0, 0, 0, 0, 0];
  return {
    add(account: Account): void {
      if (account.emails.length > 0) email++;
      if (account.username !== null) username++;
      if (account.lastActive !== null) lastActive++;
      if (account.licenses.length > 0) licenses++;
      if (isStated(account.state)) state++;
      if (holdsSeat(account)) seats++;
    },
    counts: (): FactCounts => ({ email, username, 'last-active': lastActive, licenses, state, seats }),
  };
}

export function personFactCounter() {
  let [email, username, department, manager, endDate, away, memberships] = [0, 0, 0, 0, 0, 0, 0];
  return {
    /** `reported`: as the source reported it, without what seatkeeper.yaml adds. */
    add(reported: PersonRecord, works: boolean): void {
      if (reported.email !== null) email++;
      if (reported.usernames.length > 0) username++;
      if (reported.department !== null) department++;
      if (reported.manager !== null) manager++;
      if (reported.endDate !== null) endDate++;
      if (!works) away++;
      memberships += reported.groups.length;
    },
    counts: (): FactCounts => ({
      email,
      username,
      department,
      manager,
      'end-date': endDate,
      away,
      memberships,
    }),
  };
}

/** Facts that the same account had and no longer has. */
export function lostByAccount(before: AccountFacts, now: AccountFacts): readonly Fact[] {
  const lost: Fact[] = [];
  if (before.email !== null && now.email === null) lost.push('email');
  if (before.username !== null && now.username === null) lost.push('username');
  if (before.lastActive !== null && now.lastActive === null) lost.push('last-active');
  // A closed account gives its licenses back.
  if (before.licensed && !now.licensed && holdsSeat(now)) lost.push('licenses');
  if (isStated(before.state) && !isStated(now.state)) lost.push('state');
  return lost;
}

/** Facts that the same person had and no longer has. */
function lostByPerson(before: PersonFacts, now: PersonFacts): readonly Fact[] {
  const lost: Fact[] = [];
  if (before.email !== null && now.email === null) lost.push('email');
  if (now.usernames < before.usernames) lost.push('username');
  if (before.department !== null && now.department === null) lost.push('department');
  if (before.manager !== null && now.manager === null) lost.push('manager');
  if (before.endDate !== null && now.endDate === null) lost.push('end-date');
  return lost;
}

/** Counts the facts that people have lost. */
export function lostFactCounter() {
  const lost: { [Key in Fact]?: number } = {};
  return {
    compare(before: PersonFacts, now: PersonFacts): void {
      for (const fact of lostByPerson(before, now)) lost[fact] = (lost[fact] ?? 0) + 1;
    },
    counts: (): FactCounts => lost,
  };
}

/** What the changed people of one read amount to, for the guard. */
export interface PeopleSigns {
  /** People who are missing, those with a new record included. */
  readonly missing: number;
  readonly renumbered: number;
  readonly returned: number;
  readonly lost: { readonly [Key in Fact]?: number };
}
