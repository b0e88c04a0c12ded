import type { AccountKind, AccountState } from '../../domain/account.ts';
import { type CsvRow, csvText, flagIn, type HeaderColumn, otherMeaning, wordOf } from '../csv-cells/cell.ts';
import { isNothing } from '../csv-cells/never.ts';
import type { Header } from '../csv-columns/header.ts';
import { tellingColumns } from '../csv-states/flag-names.ts';
import { type FlagReading, stateFlags, strongerOf } from '../csv-states/state-flags.ts';
import { stateWord } from '../csv-states/state-word.ts';
import { STATES } from '../csv-states/states.ts';
import type { UnknownWord } from '../csv-table/shape.ts';
import { ACCOUNT_NAMES, type AccountField } from './account-names.ts';
import { roleMeaning } from './role-words.ts';
import { toleratesWords } from './tolerance.ts';

/** What a row says about the state of its account, and what else the same cell says. */
export interface SaidState {
  readonly state: AccountState;
  /** The cell is a role, as in Slack's `status`; `null` when it is not. */
  readonly role: string | null;
  readonly kind: AccountKind;
}

const PLAIN = new Map<AccountState, SaidState>();
/** This is not the word "unknown": the cell may mean anything, and a plain yes in another column does not outweigh it. */
const NOT_UNDERSTOOD: SaidState = { state: 'unknown', role: null, kind: 'unknown' };
/** These may describe a license, a device or a way to sign in instead of the account: next to a column of states they do not count. */
const OF_SOMETHING_ELSE =
  /^(?:license|seat|enrollment|enrolment|registration|access|activation)_status$|^(?:state|estado|stato|etat|stan)$/;

/**
 * Reads states from columns of words and from columns of yes and no; the strongest counts. Where nothing is said, the state is unknown, never active;
 * but in an export that lists only accounts that may use the app, every account is active.
 */
export function stateReading(
  header: Header<AccountField>,
  dates: Pick<FlagReading, 'dates' | 'now'>,
  unknownWord: UnknownWord,
): (cells: CsvRow) => SaidState {
  const { fields, others, preset, words, sample } = header;
  const reading: FlagReading = {
    ...dates,
    sample,
    words: stateWord,
    unknownWord: (column, text) => unknownWord('state', column, text),
  };
  const flags = stateFlags(others, reading);
  const further = stateColumns(header);
  const unsaid: AccountState = preset?.listsOnlyActive === true ? 'active' : 'unknown';
  const column = fields.state;
  const chosen = words.state ?? null;
  // The settings may name a column of yes and no as the column of states.
  const asFlag = column === null ? null : stateFlags([column], reading);
  const tolerates = toleratesWords(header, 'state', isStateText);
  const said = (cells: CsvRow): SaidState | null => {
    const text = column === null ? '' : csvText(cells, column);
    if (text === '') return null;
    const written = chosenState(chosen, text) ?? STATES.get(text) ?? null;
    if (written !== null) return plain(written);
    if (asFlag !== null) return plain(asFlag(cells) ?? 'unknown');
    const spelled = spelledOtherwise(text) ?? (isNothing(text) ? plain('unknown') : null);
    return spelled ?? unknownState(cells, header, tolerates ? unknownWord : null);
  };
  return (cells) => {
    const first = said(cells);
    let besides = flags?.(cells) ?? null;
    for (const each of further) {
      const state = stateWord(csvText(cells, each));
      if (state !== null && state !== 'unknown')
        besides = besides === null ? state : strongerOf(besides, state);
    }
    if (besides === null) return first ?? plain(unsaid);
    if (first === null || first === plain('unknown')) return plain(besides);
    // A word that says "active" counts, even if other columns are not understood.
    const state =
      besides === 'unknown' && first.state === 'active' ? first.state : strongerOf(first.state, besides);
    return state === first.state ? first : { ...first, state };
  };
}

/** Further columns of words for the state, in addition to the one that is read first: `Account status` next to `Status`. */
export function stateColumns({ fields, others }: Header<AccountField>): readonly HeaderColumn[] {
  if (fields.state === null) return [];
  return others.filter(({ names }) =>
    names.some((name) => ACCOUNT_NAMES.state.includes(name) && !OF_SOMETHING_ELSE.test(name)),
  );
}

/** Whether anything in the file says a state. */
export function tellsState({ fields, others }: Header<AccountField>): boolean {
  return fields.state !== null || tellingColumns(others).length > 0;
}

function chosenState(words: ReadonlyMap<string, string> | null, text: string): AccountState | null {
  const word = words?.get(text.toLowerCase());
  return word === undefined ? null : (STATES.get(word) ?? null);
}

function spelledOtherwise(text: string): SaidState | null {
  const state = stateWord(text);
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
  return NOT_UNDERSTOOD;
}

/** Whether a word says anything about the state of an account. */
export function isStateText(text: string): boolean {
  return spelledOtherwise(text) !== null;
}

function plain(state: AccountState): SaidState {
  let said = PLAIN.get(state);
  if (said === undefined) {
    said = { state, role: null, kind: 'unknown' };
    PLAIN.set(state, said);
  }
  return said;
}
