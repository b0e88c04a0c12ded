import type { AccountKind, AccountState } from '../../domain/account.ts';
import { type CsvRow, csvText, flagIn, foldedWord, otherMeaning, wordOf } from '../csv-cells/cell.ts';
import { type FlagReading, stateFlags, strongerOf } from '../csv-cells/state-flags.ts';
import type { Header } from '../csv-columns/header.ts';
import type { UnknownWord } from '../csv-table/shape.ts';
import type { AccountField } from './account-names.ts';
import { STATES } from './account-words.ts';
import { roleMeaning } from './role-words.ts';
import { toleratesWords } from './tolerance.ts';

/** What a row says about the state of its account, and what the same cell says besides. */
export interface SaidState {
  readonly state: AccountState;
  /** The cell is a role, as in Slack's `status`; `null` when it is not. */
  readonly role: string | null;
  readonly kind: AccountKind;
}

const PLAIN = new Map<AccountState, SaidState>();

/**
 * Reads states from a column of words and from those of yes and no. Nothing said is unknown, never active; in an export that lists only who
 * may use the app, whoever is listed is active.
 */
export function stateReading(
  header: Header<AccountField>,
  flagReading: Omit<FlagReading, 'words'>,
  unknownWord: UnknownWord,
): (cells: CsvRow) => SaidState {
  const { fields, others, preset, words } = header;
  const flags = stateFlags(others, { ...flagReading, words: STATES });
  const unsaid: AccountState = preset?.listsOnlyActive === true ? 'active' : 'unknown';
  const column = fields.state;
  const chosen = words.state ?? null;
  const tolerates = toleratesWords(header, 'state', isStateText);
  return (cells) => {
    const text = column === null ? '' : csvText(cells, column);
    const written = text === '' ? null : (chosenState(chosen, text) ?? STATES.get(text) ?? null);
    const said =
      written === null && text !== ''
        ? (spelledOtherwise(text) ?? unknownState(cells, header, tolerates ? unknownWord : null))
        : plain(written ?? unsaid);
    if (flags === null) return said;
    const flagged = flags(cells);
    if (flagged === null) return said;
    const state =
      said.state === 'unknown' ? flagged : text === '' ? flagged : strongerOf(said.state, flagged);
    return state === said.state ? said : { ...said, state };
  };
}

/** Whether anything in the file says a state. */
export function tellsState(header: Header<AccountField>, flagReading: Omit<FlagReading, 'words'>): boolean {
  return (
    header.fields.state !== null || stateFlags(header.others, { ...flagReading, words: STATES }) !== null
  );
}

function chosenState(words: ReadonlyMap<string, string> | null, text: string): AccountState | null {
  const word = words?.get(text.toLowerCase());
  return word === undefined ? null : (STATES.get(word) ?? null);
}

function spelledOtherwise(text: string): SaidState | null {
  const state = stateIn(text);
  if (state !== null) return plain(state);
  const role = roleMeaning(text);
  if (role !== null) return { state: role.invited ? 'invited' : 'active', role: text, kind: role.kind };
  const answer = flagIn(text);
  return answer === null ? null : plain(answer ? 'active' : 'deactivated');
}

/** A word that nobody knows says nothing, and never that the account is active. */
function unknownState(
  cells: CsvRow,
  { fields: { state: column } }: Header<AccountField>,
  unknownWord: UnknownWord | null,
): SaidState {
  if (unknownWord === null || column === null)
    return plain(wordOf(cells, column, STATES, 'unknown', otherMeaning(column, 'role')));
  unknownWord('state', column, csvText(cells, column));
  return plain('unknown');
}

function isStateText(text: string): boolean {
  return spelledOtherwise(text) !== null;
}

function stateIn(text: string): AccountState | null {
  const key = text.toLowerCase().replace(/[\s_-]+/g, '-');
  return STATES.get(key) ?? STATES.get(foldedWord(key)) ?? null;
}

function plain(state: AccountState): SaidState {
  let said = PLAIN.get(state);
  if (said === undefined) {
    said = { state, role: null, kind: 'unknown' };
    PLAIN.set(state, said);
  }
  return said;
}
