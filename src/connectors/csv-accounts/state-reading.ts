import type { AccountKind, AccountState } from '../../domain/account.ts';
import { type CsvRow, csvText, flagIn, otherMeaning, wordOf } from '../csv-cells/cell.ts';
import { type FlagReading, stateFlags, strongerOf } from '../csv-cells/state-flags.ts';
import type { Header } from '../csv-columns/header.ts';
import type { AccountField } from './account-names.ts';
import { STATES } from './account-words.ts';
import { roleMeaning } from './role-words.ts';

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
): (cells: CsvRow) => SaidState {
  const { fields, others, preset, words } = header;
  const flags = stateFlags(others, { ...flagReading, words: STATES });
  const unsaid: AccountState = preset?.listsOnlyActive === true ? 'active' : 'unknown';
  const column = fields.state;
  const chosen = words.state ?? null;
  return (cells) => {
    const text = column === null ? '' : csvText(cells, column);
    const written = text === '' ? null : (chosenState(chosen, text) ?? STATES.get(text) ?? null);
    const said =
      written === null && text !== '' ? spelledOtherwise(cells, header, text) : plain(written ?? unsaid);
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

function spelledOtherwise(cells: CsvRow, { fields }: Header<AccountField>, text: string): SaidState {
  const role = isStateWord(text) ? null : roleMeaning(text);
  if (role !== null) return { state: role.invited ? 'invited' : 'active', role: text, kind: role.kind };
  const answer = flagIn(text);
  if (answer !== null) return plain(answer ? 'active' : 'deactivated');
  return plain(wordOf(cells, fields.state, STATES, 'unknown', otherMeaning(fields.state, 'role')));
}

function isStateWord(text: string): boolean {
  return STATES.has(text.toLowerCase().replace(/[\s_-]+/g, '-'));
}

function plain(state: AccountState): SaidState {
  let said = PLAIN.get(state);
  if (said === undefined) {
    said = { state, role: null, kind: 'unknown' };
    PLAIN.set(state, said);
  }
  return said;
}
