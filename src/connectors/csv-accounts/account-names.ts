import type { FieldNames } from '../csv-columns/header.ts';
import {
  ALIAS_NAMES,
  EMAIL_NAMES,
  NAME_NAMES,
  USERNAME_NAMES,
  wordList,
} from '../csv-columns/header-names.ts';

/** The headers of a file of accounts; those of other languages are folded, see `foldedName`. */
export const ACCOUNT_NAMES = {
  id: [
    ...wordList('id user_id userid account_id accountid member_id object_id objectid team_member_id'),
    ...wordList(
      'uid uuid guid arn atlassian_id unique_id user_guid user_uuid user_key account_key employee_id',
    ),
    ...wordList(
      'benutzerkennung kennung identifikationsnummer identifiant_unique identifiant_du_compte id_de_miembro',
    ),
    ...wordList('objekt_id id_d_objet id_de_objeto id_oggetto id_do_objeto identyfikator_obiektu'),
    ...wordList('id_membro id_do_membro lid_id id_czlonka identificador identificativo mitarbeiter_id'),
    ...wordList(
      'benutzer_id konto_id mitglieds_id id_utilisateur identifiant_utilisateur id_usuario id_de_usuario id_utente id_do_usuario id_do_utilizador gebruikers_id gebruiker_id id_uzytkownika identyfikator identyfikator_uzytkownika',
    ),
  ],
  email: EMAIL_NAMES,
  aliases: ALIAS_NAMES,
  username: USERNAME_NAMES,
  name: NAME_NAMES,
  state: [
    ...wordList('state status account_status user_status account_state user_state'),
    ...wordList(
      'member_status membership_status license_status seat_status user_account_status invitation_status',
    ),
    ...wordList(
      'kontostatus benutzerstatus zustand statut etat statut_du_compte estado estado_de_cuenta estado_de_la_cuenta',
    ),
    ...wordList(
      'estado_del_usuario stato_dell_account status_da_conta status_do_usuario estado_do_utilizador status_uzytkownika mitgliedsstatus activation_status access_status enrollment_status enrolment_status registration_status',
    ),
    ...wordList(
      'stato stato_account stato_utente estado_da_conta situacao situacao_da_conta accountstatus status_konta stan_konta stan stan_uzytkownika gebruikersstatus',
    ),
  ],
  kind: [
    ...wordList(
      'kind account_kind user_type usertype account_type member_type membership_type type_of_user identity',
    ),
    ...wordList('tipo_de_cuenta tipo_di_account tipo_account tipo_de_conta'),
    ...wordList(
      'kontoart benutzertyp kontotyp type_de_compte type_d_utilisateur tipo_de_usuario tipo_di_utente tipo_utente tipo_de_utilizador gebruikerstype accounttype typ_konta typ_uzytkownika rodzaj_konta',
    ),
  ],
  role: [
    ...wordList('role user_role account_role org_role organization_role workspace_role team_role max_role'),
    ...wordList('access_level permission roles'),
    ...wordList(
      'assigned_role assigned_roles admin_role admin_roles member_role system_role permission_level',
    ),
    ...wordList('permission_set security_role profile'),
    ...wordList(
      'role_de_l_utilisateur site_role project_role funcion berechtigungsstufe niveau_d_acces nivel_de_acceso livello_di_accesso nivel_de_acesso',
    ),
    ...wordList(
      'rolle rollen benutzerrolle berechtigung role_utilisateur rol rol_de_usuario permiso ruolo ruolo_utente funcao papel perfil rola rola_uzytkownika gebruikersrol uprawnienia',
    ),
  ],
  licenses: [
    ...wordList('licenses license licences licence seats seat seat_type assigned_licenses'),
    ...wordList('license_type licence_type licensetype license_name user_license license_assigned'),
    ...wordList('assigned_license assigned_products product_configurations'),
    ...wordList('products product plan plan_type subscription subscriptions subscription_type edition'),
    ...wordList('product_access license_tier'),
    ...wordList(
      'tarif abonnement forfait suscripcion abbonamento piano assinatura plano subskrypcja sitzplatz',
    ),
    ...wordList('produkte produits productos prodotti produtos producten produkty'),
    ...wordList(
      'lizenz lizenzen zugewiesene_lizenzen lizenztyp licences_attribuees type_de_licence licencia licencias licencias_asignadas tipo_de_licencia licenza licenze tipo_di_licenza tipo_licenza licenca licencas tipo_de_licenca licentie licenties licentietype toegewezen_licenties licencja licencje typ_licencji',
    ),
  ],
  last_active: [
    ...wordList('last_active last_activity last_login last_seen last_sign_in last_active_at last_login_at'),
    ...wordList('last_activity_at last_seen_at last_active_date last_activity_date last_login_date'),
    ...wordList('last_sign_in_date last_used last_access last_accessed'),
    ...wordList(
      'letzte_anmeldung letzter_login letztes_login letzte_aktivitat letzte_aktivitaet zuletzt_aktiv zuletzt_angemeldet',
    ),
    ...wordList('derniere_connexion derniere_activite date_de_derniere_connexion derniere_utilisation'),
    ...wordList(
      'ultimo_accesso ultima_attivita ultimo_collegamento data_ultimo_accesso ultima_connessione ultimo_acesso ultima_atividade',
    ),
    ...wordList(
      'data_do_ultimo_acesso ultima_sessao laatste_aanmelding laatst_aangemeld laatste_login laatst_actief laatste_activiteit laatst_gezien',
    ),
    ...wordList(
      'ostatnie_logowanie data_ostatniego_logowania ostatnia_aktywnosc ostatnio_aktywny ostatni_dostep',
    ),
    ...wordList(
      'letzte_nutzung zuletzt_verwendet letzter_zugriff letzte_anmeldung_am dernier_acces derniere_visite fecha_de_ultimo_acceso',
    ),
    ...wordList(
      'zuletzt_online zuletzt_gesehen datum_der_letzten_anmeldung derniere_connexion_le vu_pour_la_derniere_fois',
    ),
    ...wordList(
      'ultima_vez_activo ultima_vez_visto ultimo_inicio_de_sessao visto_por_ultimo ostatnio_widziany',
    ),
    ...wordList('datum_laatste_aanmelding datum_van_laatste_aanmelding last_online'),
    ...wordList('ultimo_acceso ultima_conexion ultimo_inicio_de_sesion ultima_actividad ultimo_login'),
  ],
  created: [
    ...wordList('created created_at created_on date_created creation_date joined date_added'),
    ...wordList(
      'created_date created_date_time createddatetime when_created account_created user_creation_time',
    ),
    ...wordList('join_date joined_at joined_on'),
    ...wordList(
      'date_joined date_joined_organization added_to_org member_since activation_date access_granted',
    ),
    ...wordList('signup_date registered added added_on provisioned_on'),
    ...wordList(
      'beigetreten_am hinzugefugt_am erstellungsdatum ajoute_le date_d_ajout fecha_de_alta data_creazione',
    ),
    ...wordList('aggiunto_il adicionado_em aanmaakdatum toegevoegd_op data_dodania dodano anadido_el'),
    ...wordList(
      'erstellt erstellt_am angelegt angelegt_am cree_le date_de_creation creado creado_el fecha_de_creacion fecha_creacion data_di_creazione creato_il data_de_criacao criado_em aangemaakt aangemaakt_op utworzono data_utworzenia',
    ),
  ],
} as const satisfies FieldNames<string>;

export type AccountField = keyof typeof ACCOUNT_NAMES;
