import { holdsSeat } from '../account.ts';
import { NO_PERSON } from '../account-part.ts';
import { type AdminCounts, adminRank, isLastOfRank } from './admin-role.ts';
import type { ProtectedBy } from './operation.ts';
import type { LeftAlone, PlannedAccount, PlannedRemoval, Saving, StepsMade } from './plan.ts';

/** One account that was asked for, with everything that decides on it. */
export interface Candidate {
  readonly planned: PlannedAccount;
  /** By the protected list, or because it is the credentials' own account or the admin's who asks. */
  readonly protectedBy: ProtectedBy | null;
  /** An operation on it has not ended. */
  readonly underWay: boolean;
  readonly made: StepsMade;
  readonly saving: Saving;
}

export interface PlanRules {
  /** The admin confirmed that they mean an account that nobody owns, or that does not belong to a person. */
  readonly unowned: boolean;
  /** The accounts of an app, by its id, that can still manage it, without those that other plans remove. */
  readonly admins: ReadonlyMap<string, AdminCounts>;
}

/** Sorts what was asked for into what is removed and what is left alone, and why. The order stays. */
export function makePlan(
  candidates: readonly Candidate[],
  { unowned, admins }: PlanRules,
): { readonly removals: readonly PlannedRemoval[]; readonly leftAlone: readonly LeftAlone[] } {
  const removals: PlannedRemoval[] = [];
  const leftAlone: LeftAlone[] = [];
  const staying = new Map(admins);
  for (const candidate of candidates) {
    const { planned, made, saving } = candidate;
    const { app, account, label } = planned;
    const why = reasonToLeave(candidate, unowned) ?? lastAdmin(planned, staying);
    if (why === null) removals.push({ account: planned, steps: made.steps, saving });
    else leftAlone.push({ app, account: account.id, label, why });
  }
  return { removals, leftAlone };
}

function reasonToLeave(
  { planned, protectedBy, underWay, made }: Candidate,
  unowned: boolean,
): LeftAlone['why'] | null {
  if (protectedBy !== null) return { kind: 'protected', by: protectedBy };
  if (underWay) return { kind: 'under-way' };
  if (planned.status === 'active' && planned.givenUp === undefined) return { kind: 'active' };
  if (planned.known) return { kind: 'known' };
  // A closed account may still be deleted, where an admin names that way.
  if (!holdsSeat(planned.account) && !made.steps.some(({ kind }) => kind === 'delete'))
    return { kind: 'closed' };
  if (made.why !== null) return made.why;
  if (unowned) return null;
  if (NO_PERSON.some((kind) => kind === planned.account.kind)) return { kind: 'not-a-person' };
  return planned.status === 'unknown' ? { kind: 'nobody-owns-it' } : null;
}

/** Counts the account as leaving, unless it is the last of its rank. */
function lastAdmin(
  { app, account }: PlannedAccount,
  staying: Map<string, AdminCounts>,
): LeftAlone['why'] | null {
  const rank = adminRank(account.role);
  const counts = staying.get(app);
  // A suspended admin manages nothing. An admin of unknown state may be the last one who works, and does not count as one who would stay.
  const unknown = account.state === 'unknown';
  if (rank === null || counts === undefined || (account.state !== 'active' && !unknown)) return null;
  if (unknown && isLastOfRank(rank, withOneMore(counts)))
    return { kind: 'protected', by: { rule: 'last-admin' } };
  if (unknown) return null;
  if (isLastOfRank(rank, counts)) return { kind: 'protected', by: { rule: 'last-admin' } };
  staying.set(app, {
    owners: counts.owners - (rank === 'owner' ? 1 : 0),
    admins: counts.admins - 1,
  });
  return null;
}

/** As if the account itself were one of those that can manage the app. */
function withOneMore({ owners, admins }: AdminCounts): AdminCounts {
  return { owners: owners + 1, admins: admins + 1 };
}
