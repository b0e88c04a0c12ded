import type { PersonRecord } from '../../domain/person.ts';
import { type LdapPerson, recordOf } from './person.ts';

export interface Managers {
  /** Returns the people of the page whose manager is known by now. */
  take(page: readonly LdapPerson[], groupsOf: (person: LdapPerson) => readonly string[]): PersonRecord[];
  /** The people whose manager came after them, or never came, in pages. */
  rest(): Generator<PersonRecord[]>;
}

const PAGE = 1000;

/** A manager is another entry, which the list may bring later. Managers are shown by address, or else by name. Of several, the first person counts. */
export function openManagers(): Managers {
  const labels = new Map<string, string>();
  const waiting: { readonly record: PersonRecord; readonly by: readonly string[] }[] = [];
  return {
    take(page, groupsOf) {
      for (const { key, email, name } of page) labels.set(key, email ?? name);
      const told: PersonRecord[] = [];
      for (const person of page) {
        const [first] = person.managers;
        const manager = first === undefined ? null : labels.get(first);
        const record = recordOf(person, manager ?? null, groupsOf(person));
        if (manager === undefined) waiting.push({ record, by: person.managers });
        else told.push(record);
      }
      return told;
    },
    *rest() {
      for (let at = 0; at < waiting.length; at += PAGE)
        yield waiting.slice(at, at + PAGE).map(({ record, by }) => {
          const found = by.find((key) => labels.has(key));
          return { ...record, manager: found === undefined ? null : (labels.get(found) ?? null) };
        });
    },
  };
}
