import { normaliseEmail } from '../../domain/email.ts';
import { EMPLOYEE_NUMBER_NAMES } from '../../domain/owners/employee-number.ts';
import { type CsvRow, csvText, type HeaderColumn } from '../csv-cells/cell.ts';
import type { Header } from './header.ts';
import { UPN_NAMES } from './header-names.ts';

/** The columns of a file that hold a second identifier of the same person or account. */
export interface SecondIdentifiers {
  /** User principal names in addition to the mail address. */
  readonly principals: readonly HeaderColumn[];
  /** Employee numbers, in the column of ids or in a column of their own. */
  readonly numbers: readonly HeaderColumn[];
}

export function secondIdentifiers({
  fields,
  others,
}: Pick<Header<'id'>, 'fields' | 'others'>): SecondIdentifiers {
  const all = fields.id === null ? others : [fields.id, ...others];
  return {
    principals: others.filter(({ names }) => names.some((name) => UPN_NAMES.has(name))),
    numbers: all.filter(({ names }) => names.some((name) => EMPLOYEE_NUMBER_NAMES.has(name))),
  };
}

/** The aliases together with the user principal names, which are addresses too. Names that are not addresses are left out. */
export function withPrincipalNames(
  aliases: readonly string[],
  primary: string | null,
  cells: CsvRow,
  { principals }: SecondIdentifiers,
): readonly string[] {
  if (principals.length === 0) return aliases;
  const all = new Set(aliases);
  for (const column of principals) {
    const email = normaliseEmail(csvText(cells, column));
    if (email !== null && email !== primary) all.add(email);
  }
  return [...all];
}

/** The usernames with the employee numbers. */
export function withEmployeeNumbers(
  usernames: readonly string[],
  cells: CsvRow,
  { numbers }: SecondIdentifiers,
): readonly string[] {
  if (numbers.length === 0) return usernames;
  const found = numbers.map((column) => csvText(cells, column)).filter((number) => number !== '');
  return [...new Set([...usernames, ...found])];
}
