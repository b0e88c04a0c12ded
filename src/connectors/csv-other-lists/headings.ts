import { wordList } from '../csv-columns/header-names.ts';

/** Headings that only a list of groups has. */
export const OF_GROUPS = set(
  'group_type group_types group_scope group_category gruppentyp tipo_de_grupo type_de_groupe tipo_di_gruppo',
  'mail_enabled security_enabled is_assignable_to_role membership_rule dynamic_membership_rule groupe_type',
);
/** With one of these and a description, a row is a group. */
export const GROUP_NAMES = set(
  'group_name group_email group_id group_display_name group_mail gruppenname gruppen_id gruppen_e_mail',
  'nom_du_groupe nombre_del_grupo nome_del_gruppo nome_do_grupo groepsnaam nazwa_grupy',
);
export const DESCRIPTIONS = set(
  'description group_description beschreibung descripcion descrizione descricao beschrijving opis',
);
/** If such a column holds numbers, a row is a group with that many people. */
export const MEMBERS = set(
  'members member_count members_count number_of_members total_members direct_members',
  'direct_members_count no_of_members num_members user_count users_count number_of_users',
  'mitglieder anzahl_mitglieder mitgliederzahl membres nombre_de_membres miembros membri membros leden',
);
/** If such a column holds numbers, a row is a license that this many people may hold. */
export const SEATS = set(
  'consumed_units prepaid_units total_licenses assigned_licenses available_licenses',
  'expired_licenses total_seats used_seats available_seats seats_purchased purchased quantity qty',
  'licenses licences seats lizenzen anzahl anzahl_lizenzen gesamtanzahl_der_lizenzen quantite cantidad',
);
/** Three of them make a list of devices, or two if nobody is named. */
export const OF_DEVICES = set(
  'device_id device_name serial_number serial_no serial imei meid udid computer_name host_name hostname',
  'machine_name asset_tag mac_address wi_fi_mac wifi_mac ethernet_mac os os_version operating_system',
  'operating_system_version os_build trust_type join_type compliance compliant is_compliant compliance_state',
  'is_managed management_agent managed_by ownership device_type device_model model manufacturer supervised',
  'encrypted device_state registered_owners registered_owner mdm mdm_display_name profile_type',
  'geratename gerate_id seriennummer betriebssystem hersteller modell geratetyp nom_de_l_appareil',
  'numero_de_serie systeme_d_exploitation fabricant modele nombre_del_dispositivo sistema_operativo',
  'fabricante modelo nome_dispositivo numero_di_serie produttore modello nome_do_dispositivo',
  'sistema_operacional apparaatnaam serienummer besturingssysteem nazwa_urzadzenia numer_seryjny',
);
/** Headings that only a list of applications or service principals has. */
export const OF_APPLICATIONS = set(
  'service_principal_type service_principal_names service_principal_id sign_in_audience app_owner_organization_id',
  'publisher_domain verified_publisher app_roles key_credentials identifier_uri identifier_uris',
);
export const APPLICATION_IDS = set(
  'app_id application_id application_client_id application_(client)_id client_id anwendungs_id id_de_aplicacion',
);
/** Three of them make a list of events, or two together with a moment. */
export const OF_EVENTS = set(
  'request_id correlation_id event event_name event_type event_id action activity operation ip ip_address user_agent',
  'session_id client_app log_id transaction_id authentication_requirement result failure_reason error_code severity',
  'aktion ereignis vorgang ip_adresse ergebnis evenement adresse_ip accion evento direccion_ip azione indirizzo_ip acao',
);
export const MOMENTS = set(
  'date time timestamp datetime date_time event_time event_date date_utc time_utc occurred_at logged_at datum uhrzeit',
  'zeitstempel zeitpunkt horodatage heure fecha hora data_ora czas',
);
/** Headings that say why somebody is away. */
export const OF_ABSENCES = set(
  'absence absence_type absence_reason type_of_absence leave_type type_of_leave leave_reason time_off time_off_type',
  'type_of_time_off pto_type vacation vacation_type holiday_type abwesenheit abwesenheitsart abwesenheitsgrund',
  'urlaub urlaubsart fehlzeit fehlzeitart fehlgrund absence_motif motif_d_absence type_d_absence type_de_conge',
  'nature_de_l_absence tipo_de_ausencia ausencia motivo_de_ausencia tipo_de_permiso tipo_assenza tipo_di_assenza',
  'assenza causale_assenza motivo_da_ausencia verloftype soort_verlof afwezigheid type_afwezigheid',
  'rodzaj_urlopu typ_urlopu nieobecnosc rodzaj_nieobecnosci typ_nieobecnosci vacation_from vacation_to',
  'leave_from leave_to leave_start leave_end absence_start absence_end absence_from absence_to urlaub_von urlaub_bis',
  'abwesend_von abwesend_bis debut_du_conge fin_du_conge',
);
/** First and last days that may belong to anything. */
export const ANY_DAY = set(
  'start_date startdate start from date_from begin begins end_date enddate end to until date_to ends',
  'von bis ab beginn ende startdatum enddatum datum_von datum_bis du au de a date_de_debut date_de_fin date_debut date_fin',
  'desde hasta fecha_de_inicio fecha_inicio fecha_de_fin fecha_fin dal al data_inizio data_di_inizio data_fine',
  'data_de_inicio data_fim data_de_termino van tot begindatum einddatum od do data_rozpoczecia data_zakonczenia',
);
/** Words for an absence, in cells. */
export const ABSENCE =
  /^(?:annual |paid |unpaid |parental |maternity |paternity |personal |compassionate |study )?(?:vacation|holidays?|leave|sick(?: leave| day)?|sickness|pto|time off|day off|urlaub|erholungsurlaub|sonderurlaub|krank(?:heit)?|krankmeldung|elternzeit|mutterschutz|gleittag|conges?(?: payes?| annuels?)?|rtt|maladie|arret maladie|vacaciones|baja medica|permiso|ferie|malattia|permesso|ferias|licenca|atestado|vakantie|verlof|ziekte?|urlop(?: wypoczynkowy)?|zwolnienie lekarskie|l4)$/;

function set(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(wordList));
}
