import type { ChosenColumns } from '../csv-columns/chosen.ts';
import type { Header } from '../csv-columns/header.ts';
import { type ListColumns, licenseCountsIn, otherListOf } from '../csv-other-lists/other-list.ts';
import { otherListProblem } from '../csv-other-lists/problem.ts';
import type { AccountField } from './account-names.ts';

/**
 * Why a file is not a list of accounts although it has ids or addresses. `null` if it is one, or if the settings say which column names its accounts.
 */
export function wrongAccounts(
  { fields, others, preset, sample }: Header<AccountField>,
  chosen: ChosenColumns<AccountField> | undefined,
): string | null {
  const meanings = [...(chosen?.meanings.values() ?? [])];
  if (
    preset !== null ||
    meanings.some((field) => field === 'id' || field === 'email' || field === 'username')
  )
    return null;
  const columns: ListColumns = {
    email: fields.email,
    username: fields.username,
    all: [...Object.values(fields).filter((column) => column !== null), ...others],
    sample,
    ofPeople: [fields.role, fields.licenses, fields.last_active],
  };
  const found = otherListOf(columns) ?? licenseCountsIn(columns);
  return found === null ? null : otherListProblem(found, 'accounts', fields);
}
