import type { AccountKind, AccountState } from '../../domain/account.ts';
import type { FieldNames } from './header.ts';
import { ALIAS_NAMES, alike, EMAIL_NAMES, NAME_NAMES, USERNAME_NAMES, wordList } from './header-names.ts';

/** The headers of a file of accounts; those of other languages are folded, see `foldedName`. */
export const ACCOUNT_NAMES = {
  id: [
    ...['id', 'user_id', 'account_id', 'member_id', 'object_id', 'uid', 'uuid', 'employee_id'],
    ...wordList(
      'benutzer_id konto_id mitglieds_id id_utilisateur identifiant_utilisateur id_usuario id_de_usuario',
    ),
  ],
  email: EMAIL_NAMES,
  aliases: ALIAS_NAMES,
  username: USERNAME_NAMES,
  name: NAME_NAMES,
  state: [
    ...['state', 'status', 'account_status', 'user_status', 'account_state'],
    ...wordList(
      'kontostatus benutzerstatus zustand statut etat statut_du_compte estado estado_de_cuenta estado_de_la_cuenta',
    ),
  ],
  kind: [
    ...['kind', 'account_kind', 'user_type'],
    ...wordList('kontoart benutzertyp type_de_compte type_d_utilisateur tipo_de_usuario'),
  ],
  role: [
    ...['role', 'user_role', 'account_role', 'permission', 'roles'],
    ...wordList('rolle rollen benutzerrolle berechtigung role_utilisateur rol rol_de_usuario permiso'),
  ],
  licenses: [
    ...['licenses', 'license', 'licences', 'licence', 'seats', 'seat', 'seat_type', 'assigned_licenses'],
    ...wordList(
      'lizenz lizenzen zugewiesene_lizenzen lizenztyp licences_attribuees licencia licencias licencias_asignadas',
    ),
  ],
  last_active: [
    ...[
      'last_active',
      'last_activity',
      'last_login',
      'last_seen',
      'last_sign_in',
      'last_active_at',
      'last_login_at',
    ],
    ...wordList(
      'letzte_anmeldung letzter_login letztes_login letzte_aktivitat letzte_aktivitaet zuletzt_aktiv zuletzt_angemeldet',
    ),
    ...wordList('derniere_connexion derniere_activite date_de_derniere_connexion derniere_utilisation'),
    ...wordList('ultimo_acceso ultima_conexion ultimo_inicio_de_sesion ultima_actividad ultimo_login'),
  ],
  created: [
    ...['created', 'created_at', 'created_on', 'date_created', 'creation_date', 'joined', 'date_added'],
    ...wordList(
      'erstellt erstellt_am angelegt angelegt_am cree_le date_de_creation creado creado_el fecha_de_creacion fecha_creacion',
    ),
  ],
} as const satisfies FieldNames<string>;

export const STATES: ReadonlyMap<string, AccountState> = new Map([
  ...alike(
    'active',
    'enabled',
    'activated',
    ...wordList('aktiv aktiviert actif active activo activa activado'),
  ),
  ...alike(
    'invited',
    'pending',
    'invitation-pending',
    ...wordList('eingeladen ausstehend invite invitee en-attente invitado invitada pendiente'),
  ),
  ...alike('suspended', 'locked', 'disabled', 'blocked', 'archived'),
  ...alike(
    'suspended',
    ...wordList(
      'gesperrt archiviert suspendu suspendue bloque bloquee archive suspendido suspendida bloqueado bloqueada archivado',
    ),
  ),
  ...alike('deactivated', 'inactive', 'deprovisioned'),
  ...alike(
    'deactivated',
    ...wordList('deaktiviert inaktiv desactive desactivee inactif inactivo inactiva desactivado desactivada'),
  ),
  ...alike(
    'deleted',
    'removed',
    ...wordList('geloscht geloescht entfernt supprime supprimee eliminado eliminada'),
  ),
  ...alike('unknown', ...wordList('unbekannt inconnu desconocido')),
]);

export const KINDS: ReadonlyMap<string, AccountKind> = new Map([
  ...alike('person', 'user', 'human', 'member', 'employee'),
  ...alike(
    'person',
    ...wordList('benutzer nutzer mitglied mitarbeiter utilisateur membre usuario miembro persona personne'),
  ),
  ...alike('guest', 'external', ...wordList('gast extern externer externe invite invitado externo')),
  ...alike('bot', 'app', 'application', 'integration'),
  ...alike(
    'service',
    'system',
    'service-account',
    ...wordList('dienstkonto compte-de-service cuenta-de-servicio'),
  ),
  ...alike('shared', 'mailbox', 'shared-mailbox', 'room', 'resource'),
  ...alike('unknown'),
]);
