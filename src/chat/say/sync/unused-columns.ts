import type { FileNote, UnusedColumns } from '../../../domain/sync/unused-columns.ts';
import { count, joined, numberText } from '../words.ts';

/** So many are named; an export may have a hundred. */
const NAMED = 8;

/** `3 columns of roster.csv are not used: Kostenstelle, Standort and Telefon.`, and how else the file was understood. */
export function unusedColumnsText(unused: UnusedColumns): string {
  const { file, columns, notes = [] } = unused;
  return [
    ...notes.map((note) => noteText(note.file ?? file, note)),
    ...(columns.length === 0 ? [] : [columnsText(file, columns, 'not used')]),
  ].join(' ');
}

/** The same without the columns, for an answer that has listed them before. */
export function knownColumnsText(unused: UnusedColumns): string {
  return unusedColumnsText({ ...withoutKept(unused), columns: [] });
}

/** Without the columns that an app only keeps: `app` lists them. */
export function withoutKept(unused: UnusedColumns): UnusedColumns {
  return { ...unused, notes: (unused.notes ?? []).filter(({ kind }) => kind !== 'kept') };
}

function columnsText(file: string, columns: readonly string[], what: string): string {
  const many = columns.length;
  const rest = many - NAMED;
  const named =
    rest > 0 ? `${columns.slice(0, NAMED).join(', ')} and ${numberText(rest)} more` : joined(columns);
  return `${count(many, 'column')} of ${file} ${many === 1 ? 'is' : 'are'} ${what}: ${named}.`;
}

/** What was found out about a source, with the columns of its file that are not used. */
export function withUnusedText(found: string, unused: UnusedColumns | undefined): string {
  const text = unused === undefined ? '' : unusedColumnsText(unused);
  return text === '' ? found : `${found}; ${text.slice(0, -1)}`;
}

function noteText(file: string, note: FileNote): string {
  switch (note.kind) {
    case 'recognised':
      return `${file} is read as an export of ${note.export}.`;
    case 'sheet':
      return `${file} is a workbook with several sheets; "${note.sheet}" was read.`;
    case 'encoding':
      return `${file} is not UTF-8; it was read as ${note.encoding}.`;
    case 'no-state': {
      const guess =
        note.guess === null ? '' : `; if "${note.guess}" says it, set columns: { state: "${note.guess}" }`;
      return `${file} has no column with the state of its accounts, so their state is unknown${guess}.`;
    }
    case 'listed-is-active':
      return `${file} has no column with the state of its accounts; it lists only those in use, so all count as active.`;
    case 'current-only':
      return `${file} has neither a status nor a last day, so it says of nobody that they left: anyone who is no longer in it counts as inactive.`;
    case 'kept':
      return columnsText(file, note.columns, 'kept with the accounts and not used otherwise');
    case 'unknown-words':
      return unknownWordsText(file, note);
    case 'short':
      return `${count(note.rows, 'row')} of ${file} ${note.rows === 1 ? 'ends' : 'end'} before the last column; what is missing there was read as empty.`;
    case 'twice':
      return `${file} has the heading "${note.column}" twice; both columns were read as one.`;
    case 'no-address':
      return note.made
        ? `${file} has no addresses; they are made of the names, as addresses: says.`
        : `${file} has no addresses, so accounts find its people by usernames and employee numbers alone: a name never matches. If your addresses follow from names, set addresses: "{first}.{last}@your.domain"; or read a directory as a second roster.`;
    case 'relative-dates':
      return `Dates of ${file} like "${note.date}" are counted back from the day of the file, ${note.day}: a copy that is saved later moves them.`;
    case 'apart':
      return apartText(file, note);
    case 'footer':
      return `${count(note.lines, 'line')} below the table of ${file} ${note.lines === 1 ? 'was' : 'were'} left out.`;
    case 'nobody':
      return `${count(note.rows, 'row')} of ${file} without an id, a login or an address ${note.rows === 1 ? 'was' : 'were'} left out.`;
  }
}

/** `activity.csv (12 accounts) and members.csv (9) have no account in common by id, login or address: …` */
function apartText(
  file: string,
  { list, accounts, fitting, listed }: Extract<FileNote, { kind: 'apart' }>,
): string {
  const common = fitting === 0 ? 'no account' : `only ${count(fitting, 'account')}`;
  return `${file} (${count(accounts, 'account')}) and ${list} (${numberText(listed)}) have ${common} in common by id, login or address; the others of ${file} count as accounts of their own. If both list the same accounts, export one of them with a column that the other has, or say with columns: which column it is.`;
}

/** `Status of okta.csv has a word that is not known: "Onboarding" (3 rows), so the state of these accounts is unknown; …` */
function unknownWordsText(file: string, note: Extract<FileNote, { kind: 'unknown-words' }>): string {
  const { field, column, words } = note;
  const named = joined(words.map(({ word, rows }) => `"${word}" (${count(rows, 'row')})`));
  const [first] = words;
  const example = first === undefined ? '' : `"${first.word}": ${EXAMPLES[field] ?? 'unknown'}`;
  return `Column ${column} of ${file} has words that are not known: ${named}. The ${field} of these accounts is unknown; to say what they mean, set columns: { ${field}: { from: "${column}", words: { ${example} } } }.`;
}

const EXAMPLES: Readonly<Record<string, string>> = { state: 'suspended', kind: 'guest' };
