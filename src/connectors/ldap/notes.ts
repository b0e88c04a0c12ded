import { filterText, parseFilter, withoutNegations } from '../ldap-client/filter.ts';
import type { Directory } from './directory.ts';
import type { LdapSettings } from './settings.ts';

/** What was found out about a directory and what an admin should look at, as sentences. It reads complete lists, so nothing else may be asked at the same time. */
export async function lookCloser(directory: Directory, settings: LdapSettings): Promise<readonly string[]> {
  const { facts, bases } = directory;
  const found = `It is ${facts.name}, read below ${bases.join(' and ')}.`;
  return [
    found,
    ...(await negatedNotes(directory, settings)),
    ...(await switchedOffNotes(directory, settings)),
  ];
}

/**
 * A condition that a server cannot evaluate is neither true nor false, and neither is its negation: in OpenLDAP `(!(memberOf=x))` matches nobody if the server has no memberOf.
 */
async function negatedNotes(directory: Directory, { people, pageSize }: LdapSettings): Promise<string[]> {
  const parsed = people === undefined ? null : parseFilter(people);
  if (people === undefined || parsed === null) return [];
  const kept = withoutNegations(parsed);
  if (kept === parsed) return [];
  const without = kept === null ? '(objectClass=*)' : filterText(kept);
  const [withAll, withLess] = [
    await count(directory, people, pageSize),
    await count(directory, without, pageSize),
  ];
  return [
    `The filter people: finds ${countText(withAll)}, and ${withLess} without what it negates (!). If that difference is not whom you mean, the server may not know an attribute in it.`,
  ];
}

async function switchedOffNotes(directory: Directory, settings: LdapSettings): Promise<string[]> {
  const { switchedOff } = directory.facts;
  if (switchedOff === null || settings.status !== undefined) return [];
  const { people = directory.facts.people, pageSize } = settings;
  let isAnybody = false;
  for (const search of directory.people) {
    const attributes = ['1.1'];
    const filter = `(&${people}${switchedOff.filter})`;
    const asked = { base: search.base, filter, attributes, what: 'list whose account is switched off' };
    for await (const { entries } of directory.session.pages(asked, pageSize))
      if (entries.length > 0) isAnybody = true;
  }
  if (isAnybody) return [];
  return [
    `Nobody is locked: may the account read ${switchedOff.attribute}? If it may not, nobody is ever inactive.`,
  ];
}

function countText(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

async function count({ session, people }: Directory, filter: string, pageSize: number): Promise<number> {
  let found = 0;
  for (const { base } of people) {
    const search = { base, filter, attributes: ['1.1'], what: `count the entries below ${base}` };
    for await (const { entries } of session.pages(search, pageSize)) found += entries.length;
  }
  return found;
}

export function strangerNotes(strangers: number): readonly string[] {
  if (strangers === 0) return [];
  const who = strangers === 1 ? 'member of the groups is' : 'members of the groups are';
  return [
    `${strangers} ${who} neither a group nor a person who was read: contacts, deleted entries, or people whom the filter leaves out.`,
  ];
}
