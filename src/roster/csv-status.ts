import { STATES } from '../connectors/csv-accounts/account-words.ts';
import {
  type CsvRow,
  csvText,
  flagIn,
  foldedWord,
  type HeaderColumn,
  otherMeaning,
  wordOf,
} from '../connectors/csv-cells/cell.ts';
import { type FlagReading, flagColumns, stateFlags } from '../connectors/csv-cells/state-flags.ts';
import type { Header } from '../connectors/csv-columns/header.ts';
import { nearestText } from '../connectors/csv-columns/nearest.ts';
import type { AccountState } from '../domain/account.ts';
import type { Day } from '../domain/day.ts';
import type { PersonStatus } from '../domain/person.ts';
import { PERSON_NAMES, type PersonField } from './person-names.ts';
import { STATUSES } from './person-words.ts';

/** Several columns may speak of one person; the strongest counts. */
const STRONGEST: readonly PersonStatus[] = ['offboarded', 'inactive', 'on-leave', 'starting', 'active'];
/** What the account of a directory says of its person. */
const OF_ACCOUNT: Readonly<Record<AccountState, PersonStatus>> = {
  active: 'active',
  invited: 'active',
  suspended: 'inactive',
  deactivated: 'inactive',
  deleted: 'offboarded',
  unknown: 'active',
};

/**
 * A person's status as the file says it: in words, in columns of yes and no like `accountEnabled`, and by a second column of words, like
 * `Employment Status` beside `Status`. Without a word, the last day alone says when somebody has left.
 */
export function statusReading(
  header: Header<PersonField>,
  reading: Omit<FlagReading, 'words'>,
): (cells: CsvRow, endDate: Day | null) => PersonStatus {
  const { fields, others, words } = header;
  const flags = stateFlags(others, { ...reading, words: STATES });
  const further = statusColumns(header);
  const chosen = words.status ?? null;
  return (cells, endDate) => {
    const state = flags?.(cells) ?? 'active';
    const unsaid = endDate === null || state !== 'active' ? 'active' : 'offboarded';
    const written =
      chosenStatus(chosen, csvText(cells, fields.status)) ?? statusIn(cells, fields.status, unsaid);
    if (state === 'active' && further.length === 0) return written;
    const said = [
      written,
      OF_ACCOUNT[state],
      ...further.map((column) => knownStatus(csvText(cells, column))),
    ];
    return STRONGEST.find((status) => said.includes(status)) ?? written;
  };
}

/** Other columns that hold words of status, like `Employment Status` beside `Status`. */
export function statusColumns({ fields, others }: Header<PersonField>): readonly HeaderColumn[] {
  if (fields.status === null) return [];
  return others.filter(({ names }) => names.some((name) => PERSON_NAMES.status.includes(name)));
}

/**
 * Whether every heading is written as Seatkeeper's own: such a list was made for it, and hides no status below a name that nobody knows, as the
 * export of a console may.
 */
export function isOwnFormat({ fields, others }: Header<PersonField>): boolean {
  return (
    others.length === 0 &&
    Object.entries<HeaderColumn | null>(fields).every(
      ([field, column]) => column === null || column.label === field,
    )
  );
}

/** Why nobody in the file could ever have left; `null` when somebody could. */
export function noLeaverProblem({ fields, others }: Header<PersonField>): string | null {
  if (fields.status !== null || fields.end_date !== null || flagColumns(others).length > 0) return null;
  const names = { status: PERSON_NAMES.status, end_date: PERSON_NAMES.end_date };
  return `has neither a column with the status nor one with the last day (status, end_date), so nobody in it could ever have left${nearestText(others, names)}; add one of them, or set currentOnly: true if the file lists only people who work here today`;
}

function statusIn(cells: CsvRow, column: HeaderColumn | null, unsaid: PersonStatus): PersonStatus {
  const text = csvText(cells, column);
  const answer = text === '' ? null : flagIn(text);
  if (answer !== null && !STATUSES.has(text.toLowerCase())) return answer ? 'active' : 'inactive';
  return wordOf(cells, column, STATUSES, unsaid, otherMeaning(column, 'department'));
}

function knownStatus(text: string): PersonStatus | null {
  return STATUSES.get(foldedWord(text).replace(/[\s_-]+/g, '-')) ?? null;
}

function chosenStatus(words: ReadonlyMap<string, string> | null, text: string): PersonStatus | null {
  const word = words?.get(text.toLowerCase());
  return word === undefined ? null : (STATUSES.get(word) ?? null);
}
