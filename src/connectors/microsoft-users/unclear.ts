import { BAD_ROWS_NAMED, type BadRow, type RowIdentity, type SetAside } from '../../domain/sync/set-aside.ts';
import { textIn } from '../base/text.ts';
import { addressesOf } from '../microsoft-graph/addresses.ts';
import type { GraphPerson } from './people.ts';

/** The name of the list, shown where a file name would be. */
const LIST = 'users of Microsoft Entra';
const PROBLEM =
  'is neither enabled nor blocked, so nobody can tell whether they still work here; look at them in Entra';

/** Sets aside users for whom Microsoft does not say whether they are enabled: calling them active or inactive would be a guess. */
export interface Unclear {
  /** Returns the other users. Called with each page, in order. */
  clear(people: readonly GraphPerson[]): readonly GraphPerson[];
  setAside(): SetAside;
}

export function openUnclear(domains: readonly string[]): Unclear {
  const rows: BadRow[] = [];
  const identities: RowIdentity[] = [];
  let line = 0;
  return {
    clear: (people) =>
      people.filter((person) => {
        line++;
        if (typeof person.accountEnabled === 'boolean' || textIn(person.deletedDateTime) !== null)
          return true;
        if (rows.length < BAD_ROWS_NAMED)
          rows.push({ file: LIST, line, column: 'accountEnabled', problem: `${nameOf(person)} ${PROBLEM}` });
        const usernames = [person.userPrincipalName, person.employeeId].flatMap((name) => textIn(name) ?? []);
        identities.push({ id: person.id, addresses: addressesOf(person, domains), usernames });
        return false;
      }),
    setAside: () => ({ rows, identities }),
  };
}

function nameOf({ displayName, userPrincipalName, id }: GraphPerson): string {
  return textIn(displayName) ?? textIn(userPrincipalName) ?? id;
}
