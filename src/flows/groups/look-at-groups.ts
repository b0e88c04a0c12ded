import type { GroupRow, GroupsView } from '../../chat/say/groups/groups.ts';
import type { GroupView } from '../../chat/say/groups/one-group.ts';
import type { GroupBook } from '../../domain/groups.ts';
import { silentDirectories } from '../../store/groups/directory-groups.ts';
import { groupSets } from '../../store/groups/expected-access.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import { type Context, listApps } from '../context.ts';
import { driftOf } from './count-drift.ts';
import { groupsOf } from './load-groups.ts';

/** Every app and every group: what groups grant, and what people have. */
export function lookAtGroups(context: Context): GroupsView {
  const book = groupsOf(context);
  const people = peopleByGroup(context);
  return {
    apps: listApps(context).map((app) => ({
      id: app.config.id,
      name: app.config.name,
      grantedBy: grantersOf(book, app.config.id),
      drift: driftOf(context, app),
    })),
    groups: namesOf(book, people)
      .map((name) => rowOf(book, name, people.get(name) ?? 0))
      // Groups that grant something come first, then those inside or around them.
      .sort((a, b) => rank(b) - rank(a) || b.people - a.people || (a.group < b.group ? -1 : 1)),
    strangers: membersUnknown(context),
    silent: silentDirectories(context.store),
  };
}

/** One group and its place among the others. */
export function lookAtGroup(context: Context, name: string): GroupView {
  const book = groupsOf(context);
  const group = book.groups.get(name);
  const isIn = [...book.around(name)];
  return {
    group: name,
    grants: group?.apps ?? [],
    inherits: isIn.flatMap((outer) =>
      (book.groups.get(outer)?.apps ?? []).map((app) => ({ app, from: outer })),
    ),
    contains: group?.contains ?? [],
    isIn,
    people: peopleByGroup(context).get(name) ?? 0,
    silent: silentDirectories(context.store).find(({ groups }) => groups.includes(name)) ?? null,
  };
}

/** The group an admin means, whatever the case; `null` when there is none. */
export function groupNamed(context: Context, word: string): string | null {
  const names = groupNames(context);
  const wanted = word.toLowerCase();
  return names.find((name) => name === word) ?? names.find((name) => name.toLowerCase() === wanted) ?? null;
}

/** Every group that seatkeeper.yaml, a directory or a person in the roster names. */
export function groupNames(context: Context): readonly string[] {
  return namesOf(groupsOf(context), peopleByGroup(context));
}

/** The groups that grant an app directly, not through a group around them. */
export function grantersOf(book: GroupBook, app: string): readonly string[] {
  return [...book.groups.values()].filter(({ apps }) => apps.includes(app)).map(({ name }) => name);
}

function namesOf(book: GroupBook, people: ReadonlyMap<string, number>): readonly string[] {
  return [...new Set([...book.groups.keys(), ...people.keys()])];
}

function rowOf(book: GroupBook, name: string, people: number): GroupRow {
  const { apps: grants = [], contains = [] } = book.groups.get(name) ?? {};
  const outer = [...book.around(name)].flatMap((around) => book.groups.get(around)?.apps ?? []);
  return {
    group: name,
    people,
    grants,
    inherits: [...new Set(outer)].filter((app) => !grants.includes(app)),
    contains,
  };
}

function rank({ grants, inherits, contains }: GroupRow): number {
  return grants.length > 0 ? 2 : inherits.length + contains.length > 0 ? 1 : 0;
}

/** How many people who work here are in each group, directly or through a group in it. */
function peopleByGroup(context: Context): ReadonlyMap<string, number> {
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

function membersUnknown({ config, store }: Context): readonly string[] {
  const members = new Set(Object.values(config.groups).flatMap((group) => group.members));
  return [...members].filter((email) => peopleAt(store, email, 5).length === 0);
}
