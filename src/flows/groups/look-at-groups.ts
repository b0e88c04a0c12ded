import { groupSets } from '../../store/groups/expected-access.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import type { Context } from '../context.ts';
import { groupsOf } from './load-groups.ts';

/** How many people who work here are in each group, itself or through a group in it. */
export function peopleByGroup(context: Context): ReadonlyMap<string, number> {
  const book = groupsOf(context);
  const around = new Map<string, readonly string[]>();
  const all = (names: readonly string[]) =>
    new Set(
      names.flatMap((name) => {
        const known = around.get(name) ?? [name, ...book.around(name)];
        around.set(name, known);
        return known;
      }),
    );
  const counts = new Map<string, number>();
  for (const { groups, elsewhere, people } of groupSets(context.store)) {
    const counted = all(elsewhere);
    for (const name of all(groups))
      if (!counted.has(name)) counts.set(name, (counts.get(name) ?? 0) + people);
  }
  return counts;
}

/** Addresses that seatkeeper.yaml puts into groups and nobody in the roster has. */
export function membersUnknown({ config, store }: Context): readonly string[] {
  const members = new Set(Object.values(config.groups).flatMap((group) => group.members));
  return [...members].filter((email) => peopleAt(store, email, 5).length === 0);
}
