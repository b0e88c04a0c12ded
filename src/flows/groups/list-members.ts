import { peopleIn } from '../../store/groups/expected-access.ts';
import { personByRef, type StoredPerson } from '../../store/people/people.ts';
import type { Context } from '../context.ts';
import { groupsOf } from './load-groups.ts';

/** The people in a group or in a group inside it; a limit of -1 returns all of them. */
export function listMembers(
  context: Context,
  group: string,
  page: { readonly limit: number; readonly offset: number },
): readonly StoredPerson[] {
  return peopleIn(context.store, groupsOf(context).inside(group), page).flatMap(
    (ref) => personByRef(context.store, ref) ?? [],
  );
}
