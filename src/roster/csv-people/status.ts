import {
  BadCell,
  type CsvRow,
  csvText,
  flagIn,
  type HeaderColumn,
  otherMeaning,
  shortened,
  unknownWordError,
} from '../../connectors/csv-cells/cell.ts';
import { isNothing } from '../../connectors/csv-cells/never.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import { nearestText } from '../../connectors/csv-columns/nearest.ts';
import { valuesOf } from '../../connectors/csv-columns/sample.ts';
import { tellingColumns } from '../../connectors/csv-states/flag-names.ts';
import { type FlagReading, stateFlags } from '../../connectors/csv-states/state-flags.ts';
import { stateWord } from '../../connectors/csv-states/state-word.ts';
import type { AccountState } from '../../domain/account.ts';
import type { Day } from '../../domain/day.ts';
import { PERSON_STATUSES, type PersonStatus } from '../../domain/person.ts';
import { PERSON_NAMES, type PersonField } from './person-names.ts';
import { STATUSES } from './person-words.ts';
import { type StatusWord, statusWord } from './status-words.ts';

/** Several columns may speak of one person; the strongest counts. */
const STRONGEST: readonly PersonStatus[] = ['offboarded', 'inactive', 'on-leave', 'starting', 'active'];
/** What a directory account says about its person. */
const OF_ACCOUNT: Readonly<Record<Exclude<AccountState, 'unknown'>, PersonStatus>> = {
  active: 'active',
  invited: 'active',
  suspended: 'inactive',
  deactivated: 'inactive',
  deleted: 'offboarded',
};

/**
 * A person's status according to the file: in words, in columns of yes and no like `accountEnabled`, and in a second column of words, like
 * `Employment Status` next to `Status`. If the file only says that there is or was an employment, the last day alone tells when somebody left.
 * Throws `BadCell` for a row that says nothing about it: nobody counts as employed just because nothing else is said.
 */
export function statusReading(
  header: Header<PersonField>,
  dates: Pick<FlagReading, 'dates' | 'now'>,
): (cells: CsvRow, endDate: Day | null) => PersonStatus {
  const { fields, others, words, sample } = header;
  const reading: FlagReading = { ...dates, sample, words: stateWord, unknownWord: neither };
  const column = fields.status;
  // The settings may name one of yes and no as the column of statuses.
  const asFlag = column === null ? null : stateFlags([column], reading);
  const flags = asFlag === null ? stateFlags(others, reading) : null;
  const further = statusColumns(header);
  const chosen = words.status ?? null;
  const unsaid = unsaidReading(header);
  return (cells, endDate) => {
    const text = csvText(cells, column);
    const told = chosenStatus(chosen, text);
    const written = told ?? (asFlag === null ? wordIn(text, column) : null);
    const state = (told !== null && asFlag !== null ? null : (asFlag ?? flags)?.(cells)) ?? null;
    const more = further.flatMap((column) => statusWord(csvText(cells, column)) ?? []);
    const said = written === null ? more : [written, ...more];
    const strong = said.filter(({ isKind }) => !isKind);
    if (strong.length === 0 && (state === null || state === 'active') && endDate !== null)
      return 'offboarded';
    if (said.length === 0 && state === null) return unsaid();
    const all = said.map(({ status }) => status);
    if (state !== null && state !== 'unknown') all.push(OF_ACCOUNT[state]);
    return STRONGEST.find((status) => all.includes(status)) ?? 'active';
  };
}

/** Whether its words describe an employment, unlike those of an account: `On leave`, `Full-time`, `Laid off`. */
export function speaksOfEmployment({ fields, sample }: Header<PersonField>): boolean {
  if (fields.status === null) return false;
  return valuesOf(sample, fields.status).some((text) => {
    const word = statusWord(text);
    return word !== null && (word.isKind || word.status === 'on-leave' || stateWord(text) === null);
  });
}

/** Other columns with status words, like `Employment Status` next to `Status`. */
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
  if (fields.status !== null || fields.end_date !== null || tellingColumns(others).length > 0) return null;
  const names = { status: PERSON_NAMES.status, end_date: PERSON_NAMES.end_date };
  return `has neither a column with the status nor one with the last day (status, end_date), so nobody in it could ever have left${nearestText(others, names)}; add one of them, or set currentOnly: true if the file lists only people who work here today`;
}

/** The status for a row in which no column says anything: somebody works here only if the file is meant that way. */
function unsaidReading(header: Header<PersonField>): () => PersonStatus {
  const { fields, others } = header;
  const column = fields.status ?? tellingColumns(others)[0] ?? null;
  // If there is a column for last days, an empty one is an answer.
  if (column === null || fields.end_date !== null || isOwnFormat(header)) return () => 'active';
  const way =
    column === fields.status
      ? `; fill it in, or set columns: { status: { from: "${shortened(column.label)}", words: { "": active } } } if that is what an empty cell means`
      : '; fill it in';
  return () => {
    throw new BadCell(column, `is empty, so nothing says whether they work here${way}`);
  };
}

function wordIn(text: string, column: HeaderColumn | null): StatusWord | null {
  if (text === '') return null;
  const word = statusWord(text);
  if (word !== null) return word;
  const answer = flagIn(text);
  if (answer !== null) return { status: answer ? 'active' : 'inactive', isKind: false };
  if (isNothing(text)) return null;
  throw unknownWordError(column, text, PERSON_STATUSES, otherMeaning(column, 'department'));
}

function chosenStatus(words: ReadonlyMap<string, string> | null, text: string): StatusWord | null {
  const word = words?.get(text.toLowerCase());
  const status = word === undefined ? undefined : STATUSES.get(word);
  return status === undefined ? null : { status, isKind: false };
}

function neither(column: HeaderColumn, text: string): never {
  throw new BadCell(
    column,
    `"${shortened(text)}" is neither yes nor no, so it does not say whether they work here; correct it, or set columns: { status: { from: "${shortened(column.label)}", words: { "${shortened(text)}": inactive } } }`,
  );
}
