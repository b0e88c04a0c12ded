import type { PersonRecord } from '../../domain/person.ts';
import type { ConnectorIo } from '../base/connector.ts';
import type { ConnectorError } from '../base/errors.ts';
import type { Limits } from '../base/limits.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { dnKey, isWithin } from '../ldap-client/dn.ts';
import type { Entry } from '../ldap-client/entry.ts';
import type { Search } from '../ldap-client/session.ts';
import type { BaseSearch } from './bases.ts';
import type { Directory } from './directory.ts';
import type { LdapGroups } from './groups.ts';
import { type Hidden, openHidden } from './hidden.ts';
import { openManagers } from './managers.ts';
import { type LdapPerson, personIn, todayOf } from './person.ts';
import { openPromised } from './promised.ts';
import { elsewhere } from './references.ts';
import type { LdapSettings } from './settings.ts';

export interface PeopleReading {
  readonly settings: LdapSettings;
  readonly io: Pick<ConnectorIo, 'timezone' | 'now'>;
  readonly limits: Limits;
  readonly groups: LdapGroups;
}

/** After this many pages without anybody new, a list counts as endless. */
const MOST_REPEATED = 20;

/** Everybody below the bases, a page at a time. Throws at the end if the account cannot see everything that a person must have. */
export async function* listPeople(
  directory: Directory,
  { settings, io, limits, groups }: PeopleReading,
): AsyncGenerator<readonly PersonRecord[]> {
  const { session, kind } = directory;
  const reader = openReader(directory, settings, io);
  const managers = openManagers();
  const references = new Set<string>();
  const promised = openPromised();
  let listed = 0;
  for (const search of directory.people) {
    let repeated = 0;
    let isFirst = true;
    for await (const page of session.pages(searchFor(directory, settings, search), settings.pageSize)) {
      promised.take(page, isFirst);
      isFirst = false;
      for (const reference of page.references) references.add(reference);
      const { people, isNew } = reader.read(page.entries, search);
      repeated = isNew ? 0 : repeated + 1;
      if (repeated > MOST_REPEATED)
        throw session.failed({
          kind: 'unexpected-response',
          text: `sends the same people below ${search.base} again and again, so the list has no end`,
        });
      listed += people.length;
      const told = managers.take(people, groups.of);
      if (told.length > 0) yield told;
    }
  }
  for (const rest of managers.rest()) yield rest;
  reader.hidden.prove();
  if (listed === 0) throw nobody(directory, settings);
  const others = elsewhere([...references], kind);
  const lacks = [others.length === 0 ? null : elsewhereText(others), promised.lack(settings.bind)];
  const found = lacks.filter((text) => text !== null);
  if (found.length > 0) limits.withhold('people', found.join('; '), 'partly');
}

/** Proves with one page that people can be read, with everything that a person must have. */
export async function provePeople(
  directory: Directory,
  settings: LdapSettings,
  io: PeopleReading['io'],
): Promise<void> {
  const reader = openReader(directory, settings, io);
  for (const search of directory.people)
    for await (const { entries } of directory.session.pages(
      searchFor(directory, settings, search),
      settings.pageSize,
    )) {
      if (reader.read(entries, search).people.length === 0) continue;
      reader.hidden.prove();
      return;
    }
  reader.hidden.prove();
  throw nobody(directory, settings);
}

interface Reader {
  /** The people of a page that are meant, each once; `isNew`: the page contains something that was not seen before. */
  read(
    entries: readonly Entry[],
    search: BaseSearch,
  ): { readonly people: readonly LdapPerson[]; readonly isNew: boolean };
  readonly hidden: Hidden;
}

function openReader(directory: Directory, settings: LdapSettings, io: PeopleReading['io']): Reader {
  const hidden = openHidden(directory, settings);
  const seen = createSeenIds();
  const reading = {
    kind: directory.kind,
    timezone: io.timezone,
    today: todayOf(io),
    leavers: (settings.leavers ?? []).flatMap((base) => dnKey(base) ?? []),
    status: settings.status,
  };
  return {
    hidden,
    read(entries, { within }) {
      let isNew = entries.length === 0;
      const people = entries.flatMap((entry): LdapPerson[] => {
        const key = dnKey(entry.dn) ?? entry.dn.toLowerCase();
        if (!seen.add(key)) return [];
        isNew = true;
        if (!within.some((base) => isWithin(key, base))) return [];
        const person = personIn(entry, key, reading);
        hidden.look(entry, person);
        return person === null || !seen.add(person.id) ? [] : [person];
      });
      return { people, isNew };
    },
  };
}

function searchFor(
  { facts }: Directory,
  { people: filter = facts.people, status }: LdapSettings,
  { base }: BaseSearch,
): Search {
  const attributes = status === undefined ? facts.attributes : [...facts.attributes, status.attribute];
  return { base, filter, attributes, what: `list the people below ${base}` };
}

function nobody({ session, bases }: Directory, { bind }: LdapSettings): ConnectorError {
  return session.failed({
    kind: 'permission',
    text: `shows ${bind} nobody below ${bases.join(' and ')}. Let the account read people there; if it may, correct bases: or the filter people:`,
  });
}

function elsewhereText(others: readonly string[]): string {
  const [one, ...more] = others;
  return more.length === 0
    ? `${one} is held by another server and not read; add a roster source for it if people of yours are there`
    : `${others.join(' and ')} are held by other servers and not read; add a roster source for each that has people of yours`;
}
