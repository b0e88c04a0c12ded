import type { PersonRecord } from '../../domain/person.ts';
import type { LdapPerson } from './person.ts';

/** A person without their manager yet, who is another entry that the list may bring later. */
interface Reporting {
  readonly person: LdapPerson;
  readonly groups: readonly string[];
}

export interface Managers {
  /** Those of the page whose manager is known by now. */
  take(page: readonly Reporting[]): PersonRecord[];
  /** Those whose manager came after them, in pages, or never came. */
  rest(): Generator<PersonRecord[]>;
}

const PAGE = 1000;

/** A manager is shown by address, else by name. Of several, the first who is a person counts. */
export function openManagers(): Managers {
  const labels = new Map<string, string>();
  const waiting: { readonly record: Omit<PersonRecord, 'manager'>; readonly by: readonly string[] }[] = [];
  return {
    take(page) {
      for (const { person } of page) labels.set(person.key, person.record.email ?? person.record.name);
      return page.flatMap(({ person, groups }): PersonRecord[] => {
        const record = { ...person.record, groups };
        const [first] = person.managers;
        if (first === undefined) return [{ ...record, manager: null }];
        const label = labels.get(first);
        if (label !== undefined) return [{ ...record, manager: label }];
        waiting.push({ record, by: person.managers });
        return [];
      });
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
