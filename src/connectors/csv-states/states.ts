import type { AccountState } from '../../domain/account.ts';
import { alike, wordList } from '../csv-columns/header-names.ts';

/** The words that apps have for the states of an account, without accents. */
export const STATES: ReadonlyMap<string, AccountState> = new Map([
  ...alike(
    'active',
    ...wordList('enabled activated current ok approved accepted joined confirmed registered verified'),
  ),
  ...alike(
    'active',
    ...wordList('in-use licensed assigned enrolled recovery password-expired password-reset aktiv'),
  ),
  ...alike(
    'active',
    ...wordList('aktiviert freigeschaltet actif active activo activa activado habilitado habilitada'),
  ),
  ...alike(
    'active',
    ...wordList('attivo attiva attivato abilitato ativo ativa ativado actief geactiveerd ingeschakeld'),
  ),
  ...alike('active', ...wordList('aktywny aktywna aktywne wlaczony')),
  ...alike(
    'invited',
    ...wordList('pending invitation-pending pending-invitation pending-invite pending-activation'),
  ),
  ...alike('invited', ...wordList('pending-user-action invite-sent invitation-sent invite-pending awaiting')),
  ...alike(
    'invited',
    ...wordList('awaiting-activation not-activated not-yet-activated not-accepted not-joined staged'),
  ),
  ...alike(
    'invited',
    ...wordList('provisioned onboarding unconfirmed unverified created invitato invitata in-attesa'),
  ),
  ...alike(
    'invited',
    ...wordList('convidado convidada pendente uitgenodigd in-afwachting zaproszony zaproszona'),
  ),
  ...alike(
    'invited',
    ...wordList('oczekujacy oczekuje eingeladen ausstehend invite invitee en-attente invitado invitada'),
  ),
  ...alike(
    'invited',
    ...wordList(
      'pendiente zaproszone oczekujace pending-acceptance acceptance-pending invitation-envoyee einladung-gesendet einladung-verschickt',
    ),
  ),
  ...alike(
    'invited',
    ...wordList(
      'invitacion-enviada invito-inviato convite-enviado uitnodiging-verzonden zaproszenie-wyslane',
    ),
  ),
  ...alike(
    'invited',
    ...wordList(
      'awaiting-approval pending-approval approval-pending verification-required pending-verification',
    ),
  ),
  ...alike(
    'invited',
    ...wordList('verification-pending unaccepted expired-invitation invitation-expired invite-expired'),
  ),
  ...alike(
    'suspended',
    ...wordList('locked locked-out disabled blocked archived paused frozen on-hold sign-in-blocked'),
  ),
  ...alike(
    'suspended',
    ...wordList('restricted sospeso sospesa bloccato bloccata disabilitato disabilitata archiviato'),
  ),
  ...alike(
    'suspended',
    ...wordList('suspenso suspensa desabilitado desabilitada arquivado opgeschort geblokkeerd'),
  ),
  ...alike(
    'suspended',
    ...wordList('uitgeschakeld gearchiveerd zawieszony zawieszona zablokowany zablokowana wylaczony'),
  ),
  ...alike(
    'suspended',
    ...wordList('gesperrt archiviert suspendu suspendue bloque bloquee archive suspendido suspendida'),
  ),
  ...alike(
    'suspended',
    ...wordList('bloqueado bloqueada archivado zablokowane zawieszone wylaczone wylaczona'),
  ),
  ...alike(
    'deactivated',
    ...wordList('inactive deprovisioned expired revoked cancelled canceled closed terminated'),
  ),
  ...alike(
    'deactivated',
    ...wordList('offboarded disattivato disattivata inattivo inattiva desativado desativada inativo'),
  ),
  ...alike(
    'deactivated',
    ...wordList('inativa gedeactiveerd inactief niet-actief nieaktywny nieaktywna dezaktywowany'),
  ),
  ...alike('deactivated', ...wordList('dezaktywowana dezaktywowane nieaktywne')),
  ...alike(
    'deactivated',
    ...wordList('deaktiviert inaktiv desactive desactivee inactif inactivo inactiva desactivado'),
  ),
  ...alike('deactivated', ...wordList('desactivada')),
  ...alike(
    'deleted',
    ...wordList('removed soft-deleted eliminato eliminata rimosso rimossa excluido excluida removido'),
  ),
  ...alike(
    'deleted',
    ...wordList('removida verwijderd usuniety usunieta geloscht geloescht entfernt supprime supprimee'),
  ),
  ...alike('deleted', ...wordList('eliminado eliminada usuniete')),
  ...alike(
    'unknown',
    ...wordList('unbekannt inconnu desconocido sconosciuto desconhecido onbekend nieznany'),
  ),
]);
