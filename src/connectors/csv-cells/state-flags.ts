import type { AccountState } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { csvText, flagIn, foldedWord } from './cell.ts';
import { type DateReading, parseInstant } from './date.ts';
import { orderOf } from './date-cell.ts';
import { isNoDay, saysNever, saysNoEnd } from './never.ts';

/** What "yes" in such a column says. A suspended account may still be paid for, a deactivated one is not. */
const WHEN_YES: Readonly<Record<string, AccountState>> = {
  ...named(
    'suspended',
    'suspended blocked block_credential sign_in_blocked signin_blocked credential_blocked',
  ),
  ...named('suspended', 'archived disabled locked locked_out frozen paused'),
  ...named('deactivated', 'deactivated deprovisioned inactive terminated'),
  ...named('deleted', 'deleted removed soft_deleted'),
  ...named('suspended', 'gesperrt bloque suspendu bloqueado suspendido archiviert bloccato sospeso suspenso'),
  ...named('suspended', 'geblokkeerd opgeschort zablokowany zawieszony'),
  ...named(
    'deactivated',
    'deaktiviert desactive desactivado disattivato desativado gedeactiveerd dezaktywowany',
  ),
  ...named('deleted', 'geloscht supprime eliminado eliminato excluido verwijderd usuniety'),
};
const WHEN_NO: Readonly<Record<string, AccountState>> = {
  ...named('suspended', 'enabled sign_in_enabled login_enabled can_log_in'),
  ...named('deactivated', 'active aktiv actif active activo activa attivo attiva ativo ativa actief'),
  ...named('deactivated', 'aktywny aktywna aktywne currently_employed current_employee'),
};
const PREFIX = /^(?:is|has|account|user|konto|benutzer|compte|cuenta|usuario|conta|utente|gebruiker|login)_/;
const SUFFIX = /_(?:account|user|konto|status|flag|yn|y_n)$/;
/** A column that holds since when an account is so. */
const SINCE =
  /^(?:date_)?(?:soft_)?(deactivat(?:ed|ion)|deprovision(?:ed|ing)|suspen(?:ded|sion)|disabled|blocked|archived|delet(?:ed|ion)|remov(?:ed|al))(?:_(?:date|at|on|time|timestamp|stamp|datetime))+$|^date_(deactivated|suspended|disabled|deleted|removed|archived)$/;
const SINCE_ELSEWHERE: Readonly<Record<string, AccountState>> = {
  ...named(
    'deactivated',
    'deaktiviert_am deaktiviert_seit desactive_le date_de_desactivation desactivado_el',
  ),
  ...named(
    'deactivated',
    'fecha_de_desactivacion disattivato_il desativado_em gedeactiveerd_op data_dezaktywacji',
  ),
  ...named(
    'suspended',
    'gesperrt_am gesperrt_seit suspendu_le bloque_le suspendido_el sospeso_il suspenso_em',
  ),
  ...named('deleted', 'geloscht_am supprime_le date_de_suppression eliminado_el eliminato_il excluido_em'),
  ...named('deleted', 'verwijderd_op usunieto data_usuniecia'),
};
/** Several columns may speak; the strongest counts. */
const STRONGEST: readonly AccountState[] = ['deleted', 'deactivated', 'invited', 'suspended', 'active'];

export interface FlagReading {
  readonly dates: Pick<DateReading, 'order' | 'orders' | 'zone'>;
  readonly now: Date;
  /** Words that a column of yes and no may hold instead. */
  readonly words: ReadonlyMap<string, AccountState>;
}

/**
 * The state that other columns give an account: those of yes and no, like `Block credential` or `accountEnabled`, and those of a day, like
 * `Deactivated date`, once it has come. `null` when none of them says anything.
 */
export function stateFlags(
  columns: readonly HeaderColumn[],
  reading: FlagReading,
): ((cells: CsvRow) => AccountState | null) | null {
  const flags = flagsIn(columns);
  if (flags.length === 0) return null;
  const now = reading.now.toISOString();
  return (cells) => {
    let found: AccountState | null = null;
    for (const flag of flags) {
      const text = csvText(cells, flag.column);
      const said = flag.since ? stateSince(text, flag, reading, now) : stateSaid(text, flag, reading.words);
      if (said !== null) found = found === null ? said : strongerOf(found, said);
    }
    return found;
  };
}

export function strongerOf(a: AccountState, b: AccountState): AccountState {
  return STRONGEST.find((state) => state === a || state === b) ?? a;
}

/** The columns that give a state by yes and no, or by a day. */
export function flagColumns(columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  return flagsIn(columns).map(({ column }) => column);
}

interface Flag {
  readonly column: HeaderColumn;
  readonly state: AccountState;
  /** Which answer gives the state. */
  readonly when: boolean;
  readonly since: boolean;
}

function stateSaid(text: string, { when, state }: Flag, words: FlagReading['words']): AccountState | null {
  const answer = flagIn(text);
  if (answer !== null) return answer === when ? state : 'active';
  return text === '' ? null : (words.get(foldedWord(text).replace(/[\s_-]+/g, '-')) ?? null);
}

function stateSince(
  text: string,
  { column, state }: Flag,
  { dates }: FlagReading,
  now: Instant,
): AccountState {
  if (text === '' || saysNever(text) || saysNoEnd(text)) return 'active';
  const day = parseInstant(text, { order: orderOf(dates, column), zone: column.zone ?? dates.zone });
  if (typeof day !== 'string') return state;
  return isNoDay(day.slice(0, 10)) || day > now ? 'active' : state;
}

function flagsIn(columns: readonly HeaderColumn[]): readonly Flag[] {
  return columns.flatMap((column): Flag[] => {
    const since = first(column, sinceState);
    if (since !== null) return [{ column, state: since, when: true, since: true }];
    const yes = first(column, (name) => stateIn(WHEN_YES, name));
    const state = yes ?? first(column, (name) => stateIn(WHEN_NO, name));
    return state === null ? [] : [{ column, state, when: yes !== null, since: false }];
  });
}

function first({ names }: HeaderColumn, stateOf: (name: string) => AccountState | null): AccountState | null {
  for (const name of names) {
    const state = stateOf(name);
    if (state !== null) return state;
  }
  return null;
}

function stateIn(table: Readonly<Record<string, AccountState>>, name: string): AccountState | null {
  const bare = name.replace(PREFIX, '').replace(SUFFIX, '');
  return table[name] ?? table[bare] ?? null;
}

function sinceState(name: string): AccountState | null {
  if (Object.hasOwn(SINCE_ELSEWHERE, name)) return SINCE_ELSEWHERE[name] ?? null;
  const word = SINCE.exec(name.replace(PREFIX, ''))
    ?.slice(1)
    .find((group) => group !== undefined);
  if (word === undefined) return null;
  if (/^(?:delet|remov)/.test(word)) return 'deleted';
  return /^dea|^depro/.test(word) ? 'deactivated' : 'suspended';
}

function named(state: AccountState, names: string): Record<string, AccountState> {
  return Object.fromEntries(names.split(' ').map((name) => [name, state]));
}
