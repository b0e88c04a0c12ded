import type { ChosenColumns } from '../../connectors/csv-columns/chosen.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import { otherListOf } from '../../connectors/csv-other-lists/other-list.ts';
import { otherListProblem } from '../../connectors/csv-other-lists/problem.ts';
import type { PersonField } from './person-names.ts';
import { isOwnFormat } from './status.ts';

/** Why a file is not a list of people although it names some. `null` if it is one, or if the settings say which column names them. */
export function wrongPeople(
  header: Header<PersonField>,
  chosen: ChosenColumns<PersonField> | undefined,
): string | null {
  const { fields, others, preset, sample } = header;
  const meanings = [...(chosen?.meanings.values() ?? [])];
  if (preset !== null || isOwnFormat(header) || meanings.some((field) => field === 'id' || field === 'email'))
    return null;
  const found = otherListOf({
    email: fields.email,
    username: fields.usernames,
    all: [...Object.values(fields).filter((column) => column !== null), ...others],
    sample,
    ofPeople: [fields.start_date, fields.end_date, fields.rehire_date],
  });
  return found === null ? null : otherListProblem(found, 'people', fields);
}
