import { type GroupBook, groupBook } from '../../domain/groups.ts';
import type { PersonRecord } from '../../domain/person.ts';
import { directoryGroups } from '../../store/groups/directory-groups.ts';
import type { Context } from '../context.ts';

/** Every group that seatkeeper.yaml or a directory has, and what it grants. Their members are in `PersonRecord.groups`. */
export function groupsOf({ config, store }: Context): GroupBook {
  return groupBook([
    ...Object.entries(config.groups).map(([name, { apps, groups }]) => ({ name, apps, contains: groups })),
    ...directoryGroups(store).map((group) => ({ ...group, apps: [] })),
  ]);
}

/** The groups whose members should have the app; see `GroupBook.granting`. */
export function grantingGroups(context: Context, app: string): ReadonlySet<string> {
  return groupsOf(context).granting(app);
}

/** The groups into which seatkeeper.yaml puts people, by address. */
export function writtenGroups({ config }: Context): ReadonlyMap<string, readonly string[]> {
  const written = new Map<string, string[]>();
  for (const [name, { members }] of Object.entries(config.groups))
    for (const email of members) written.set(email, [...(written.get(email) ?? []), name]);
  return written;
}

/** The person with the groups of seatkeeper.yaml in addition to those of the roster. */
export function withGroups(
  person: PersonRecord,
  written: ReadonlyMap<string, readonly string[]>,
): PersonRecord {
  if (written.size === 0) return person;
  const more = [person.email, ...person.aliases].flatMap((email) => written.get(email ?? '') ?? []);
  return more.length === 0 ? person : { ...person, groups: [...new Set([...person.groups, ...more])] };
}
