import type { AccountState } from '../../domain/account.ts';
import type { HeaderColumn } from '../csv-cells/cell.ts';

/** What "yes" in such a column means. A suspended account may still be paid for, a deactivated one is not. */
const WHEN_YES: Readonly<Record<string, AccountState>> = {
  ...named(
    'suspended',
    'suspended blocked block_credential sign_in_blocked signin_blocked credential_blocked blocked_sign_in',
  ),
  // Somebody who is locked out typed a wrong password too often: that passes by itself and says nothing about the account.
  ...named('suspended', 'archived disabled locked frozen paused access_disabled sign_in_disabled'),
  ...named('suspended', 'access_blocked access_suspended access_locked'),
  ...named(
    'deactivated',
    'deactivated deprovisioned inactive not_active terminated access_revoked access_removed',
  ),
  ...named('deleted', 'deleted removed soft_deleted'),
  ...named('suspended', 'gesperrt bloque suspendu bloqueado suspendido archiviert bloccato sospeso suspenso'),
  ...named('suspended', 'blockiert bloquee suspendue bloqueada suspendida bloccata sospesa suspensa'),
  ...named('suspended', 'geblokkeerd opgeschort zablokowany zawieszony zablokowana zablokowane zawieszone'),
  ...named(
    'suspended',
    'deshabilitado deshabilitada disabilitato disabilitata desabilitado desabilitada uitgeschakeld wylaczony wylaczone',
  ),
  ...named('suspended', 'archivado archiviato arquivado gearchiveerd zarchiwizowany zarchiwizowane'),
  // "Block credential" and the like in the other languages of Microsoft's portals.
  ...named(
    'suspended',
    'anmeldung_blockieren anmeldeinformationen_blockieren anmeldung_blockiert anmeldung_gesperrt anmelden_blockiert',
  ),
  ...named(
    'suspended',
    'bloquer_les_informations_d_identification bloquer_la_connexion connexion_bloquee bloquer_l_acces acces_bloque',
  ),
  ...named(
    'suspended',
    'bloquear_credencial bloquear_credenciales bloquear_inicio_de_sesion inicio_de_sesion_bloqueado',
  ),
  ...named('suspended', 'blocca_credenziali blocca_accesso accesso_bloccato bloquear_entrada'),
  ...named(
    'suspended',
    'referentie_blokkeren aanmelding_blokkeren aanmelden_geblokkeerd aanmelding_geblokkeerd',
  ),
  ...named('suspended', 'blokuj_poswiadczenia zablokuj_poswiadczenia blokuj_logowanie logowanie_zablokowane'),
  ...named(
    'deactivated',
    'deaktiviert desactive desactivado disattivato desativado gedeactiveerd dezaktywowany',
  ),
  ...named(
    'deactivated',
    'desactivee desactivada disattivata desativada dezaktywowane nieaktywny nieaktywne',
  ),
  ...named('deactivated', 'inaktiv nicht_aktiv inactif inactivo inattivo inativo inactief'),
  ...named('deleted', 'geloscht supprime eliminado eliminato excluido verwijderd usuniety'),
  ...named('deleted', 'entfernt supprimee eliminada eliminata excluida usuniete'),
};
const WHEN_NO: Readonly<Record<string, AccountState>> = {
  ...named('suspended', 'enabled sign_in_enabled login_enabled can_log_in can_login login_allowed'),
  ...named('suspended', 'sign_in_allowed can_sign_in access_enabled access_allowed'),
  ...named('deactivated', 'active aktiv actif active activo activa attivo attiva ativo ativa actief'),
  ...named(
    'deactivated',
    'aktywny aktywna aktywne currently_employed current_employee employed in_forza in_servizio',
  ),
  ...named('suspended', 'aktiviert freigeschaltet activado habilitado habilitada abilitato abilitata'),
  ...named('suspended', 'ativado ingeschakeld wlaczone wlaczony'),
  ...named('invited', 'activated accepted invitation_accepted invite_accepted accepted_invitation'),
};
const PREFIX = /^(?:is|has|account|user|konto|benutzer|compte|cuenta|usuario|conta|utente|gebruiker|login)_/;
const SUFFIX = /_(?:account|user|konto|status|flag|yn|y_n)$/;
/** A column that holds the day since which an account is in that state. */
const SINCE =
  /^(?:date_)?(?:soft_)?(deactivat(?:ed|ion)|deprovision(?:ed|ing)|suspen(?:ded|sion)|disabled|blocked|archived|delet(?:ed|ion)|remov(?:ed|al))(?:_(?:date|at|on|since|from|time|timestamp|stamp|datetime))+$|^date_(deactivated|suspended|disabled|deleted|removed|archived)$/;
const SINCE_ELSEWHERE: Readonly<Record<string, AccountState>> = {
  ...named(
    'deactivated',
    'deaktiviert_am deaktiviert_seit deaktivierungsdatum deaktiviert_ab desactive_le date_de_desactivation desactivado_el',
  ),
  ...named(
    'deactivated',
    'fecha_de_desactivacion disattivato_il data_disattivazione data_di_disattivazione desativado_em data_de_desativacao',
  ),
  ...named('deactivated', 'gedeactiveerd_op datum_gedeactiveerd data_dezaktywacji dezaktywowano'),
  ...named(
    'suspended',
    'gesperrt_am gesperrt_seit gesperrt_ab sperrdatum suspendu_le bloque_le suspendido_el sospeso_il suspenso_em',
  ),
  ...named('suspended', 'bloqueado_el bloccato_il bloqueado_em geblokkeerd_op data_zablokowania'),
  ...named('deleted', 'geloscht_am loschdatum supprime_le date_de_suppression eliminado_el eliminato_il'),
  ...named('deleted', 'excluido_em verwijderd_op usunieto data_usuniecia'),
  ...named('deleted', 'zeitstempel_fur_vorlaufiges_loschen zeitstempel_der_vorlaufigen_loschung'),
};
/** A column that holds the day until which an account may be used. Before that day, it says nothing. */
const UNTIL =
  /^(?:account|access|user|membership)_?expir(?:es|ed|y|ation)(?:_(?:date|at|on|time|timestamp))*$|^expiration_timestamp$|^(?:konto|zugang)_(?:lauft_ab|gultig_bis|ablaufdatum)(?:_am)?$/;

/** What a column of a file says about the state of an account. */
export interface Flag {
  readonly column: HeaderColumn;
  readonly state: AccountState;
  /** Which answer gives the state. */
  readonly when: boolean;
  /** `answer`: yes or no. `since`: a day, from which on it holds. `until`: a day, after which it holds. `bits`: `userAccountControl` of Active Directory. */
  readonly holds: 'answer' | 'since' | 'until' | 'bits';
}

export function flagsIn(columns: readonly HeaderColumn[]): readonly Flag[] {
  return columns.flatMap((column): Flag[] => {
    const flag = firstOf(column.names, flagNamed);
    return flag === null ? [] : [{ column, ...flag }];
  });
}

/** The columns that give a state by yes and no, by a day, or by bits. */
export function flagColumns(columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  return flagsIn(columns).map(({ column }) => column);
}

/** Columns that can say that an account is in use, unlike those that only end it some day. */
export function tellingColumns(columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  return flagsIn(columns).flatMap(({ column, holds }) => (holds === 'until' ? [] : [column]));
}

function flagNamed(name: string): Omit<Flag, 'column'> | null {
  const since = sinceState(name);
  if (since !== null) return { state: since, when: true, holds: 'since' };
  if (UNTIL.test(name)) return { state: 'deactivated', when: true, holds: 'until' };
  if (/^user_?account_?control$/.test(name)) return { state: 'suspended', when: true, holds: 'bits' };
  const yes = stateIn(WHEN_YES, name);
  const state = yes ?? stateIn(WHEN_NO, name);
  return state === null ? null : { state, when: yes !== null, holds: 'answer' };
}

function firstOf<Found>(names: readonly string[], find: (name: string) => Found | null): Found | null {
  for (const name of names) {
    const found = find(name);
    if (found !== null) return found;
  }
  return null;
}

function stateIn(table: Readonly<Record<string, AccountState>>, name: string): AccountState | null {
  const bare = name.replace(PREFIX, '').replace(SUFFIX, '');
  return table[name] ?? table[bare] ?? null;
}

function sinceState(name: string): AccountState | null {
  const bare = name.replace(PREFIX, '');
  const elsewhere = [name, bare].find((each) => Object.hasOwn(SINCE_ELSEWHERE, each));
  if (elsewhere !== undefined) return SINCE_ELSEWHERE[elsewhere] ?? null;
  const word = SINCE.exec(bare)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (word === undefined) return null;
  if (/^(?:delet|remov)/.test(word)) return 'deleted';
  return /^dea|^depro/.test(word) ? 'deactivated' : 'suspended';
}

function named(state: AccountState, names: string): Record<string, AccountState> {
  return Object.fromEntries(names.split(' ').map((name) => [name, state]));
}
