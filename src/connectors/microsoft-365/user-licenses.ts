import { textIn } from '../base/text.ts';
import type { GraphUser } from '../microsoft-graph/users.ts';
import type { SkuNames } from './skus.ts';

/** The licenses of a user, and what is special about them, as columns. */
export interface UserLicenses {
  readonly licenses: readonly string[];
  /** Licenses that come only from groups, with the groups: they cannot be taken from the user. */
  readonly byGroup: string | null;
  /** Licenses that the user has directly and through a group: taking the direct one frees nothing. */
  readonly twice: string | null;
  /** Licenses whose assignment failed, with Microsoft's reason. */
  readonly failed: string | null;
}

/** A SKU as it was assigned to one user. */
interface Held {
  direct: boolean;
  readonly groups: Set<string>;
  /** Whether any of its assignments is in force; without any, `assignedLicenses` decides. */
  inForce: boolean;
  readonly errors: Set<string>;
}

/** `groupName`: the name of a group by its id. */
export function licensesOf(
  user: Pick<GraphUser, 'assignedLicenses' | 'licenseAssignmentStates'>,
  nameOf: SkuNames,
  groupName: (id: string) => string,
): UserLicenses {
  const held = new Map<string, Held>();
  for (const { skuId, assignedByGroup, state, error } of user.licenseAssignmentStates ?? []) {
    const id = skuId.toLowerCase();
    const entry = held.get(id) ?? { direct: false, groups: new Set(), inForce: false, errors: new Set() };
    held.set(id, entry);
    // CountViolation and the like: no seat is held by this assignment.
    if (state?.toLowerCase() === 'error') {
      entry.errors.add(textIn(error) ?? 'Error');
      continue;
    }
    entry.inForce = true;
    const group = textIn(assignedByGroup);
    if (group === null) entry.direct = true;
    else entry.groups.add(groupName(group));
  }
  const assigned = (user.assignedLicenses ?? [])
    .map(({ skuId }) => skuId.toLowerCase())
    .filter((id) => held.get(id)?.inForce ?? true);
  const listed = (wanted: (entry: Held) => boolean, words: (entry: Held) => Iterable<string>) =>
    textIn(
      [...held]
        .filter(([, entry]) => wanted(entry))
        .map(([id, entry]) => `${nameOf(id)}: ${[...words(entry)].sort().join(', ')}`)
        .sort()
        .join('; '),
    );
  return {
    licenses: [...new Set(assigned.map(nameOf))],
    byGroup: listed(
      ({ direct, groups }) => !direct && groups.size > 0,
      ({ groups }) => groups,
    ),
    twice: listed(
      ({ direct, groups }) => direct && groups.size > 0,
      ({ groups }) => groups,
    ),
    failed: listed(
      ({ inForce, errors }) => !inForce && errors.size > 0,
      ({ errors }) => errors,
    ),
  };
}

/** The groups that licenses of these users come from. */
export function licensingGroups(
  users: readonly Pick<GraphUser, 'licenseAssignmentStates'>[],
): ReadonlySet<string> {
  return new Set(
    users.flatMap(({ licenseAssignmentStates }) =>
      (licenseAssignmentStates ?? []).flatMap(({ assignedByGroup }) => textIn(assignedByGroup) ?? []),
    ),
  );
}
