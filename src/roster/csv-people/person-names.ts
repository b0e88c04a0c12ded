import type { FieldNames } from '../../connectors/csv-columns/header.ts';
import {
  ALIAS_NAMES,
  EMAIL_NAMES,
  NAME_NAMES,
  USERNAME_NAMES,
  wordList,
} from '../../connectors/csv-columns/header-names.ts';

/** The headers of a file of people; those of other languages are folded, see `foldedName`. */
export const PERSON_NAMES = {
  id: [
    ...wordList('id employee_id person_id user_id worker_id staff_id'),
    ...wordList('employee_code badge_number file_number position_id associate_id object_id userid user_guid'),
    ...wordList(
      'matricola numero_matricola codice_dipendente id_dipendente numero_de_matricula matricula id_do_funcionario codigo_do_funcionario',
    ),
    ...wordList(
      'personeelsnummer medewerkernummer personeelsnr medewerker_id numer_pracownika id_pracownika nr_pracownika numer_ewidencyjny',
    ),
    ...wordList('employee_number employee_no personnel_number uid'),
    ...wordList(
      'personalnummer personal_nr personalnr mitarbeiternummer mitarbeiter_nr mitarbeiter_id pers_nr persnr',
    ),
    ...wordList(
      'matricule numero_d_employe no_employe n_employe numero_employe numero_de_salarie id_employe id_salarie',
    ),
    ...wordList(
      'numero_de_empleado no_empleado n_empleado no_de_empleado numero_empleado id_empleado codigo_empleado codigo_de_empleado legajo',
    ),
  ],
  email: EMAIL_NAMES,
  aliases: ALIAS_NAMES,
  usernames: ['usernames', ...USERNAME_NAMES],
  name: NAME_NAMES,
  status: [
    ...wordList(
      'status employment_status employee_status worker_status position_status hr_status person_status',
    ),
    ...wordList('current_status work_status contract_status account_status user_status state'),
    ...wordList(
      'stato_dipendente stato_rapporto stato situacao situacao_do_funcionario estado_do_colaborador status_medewerker dienstverband_status',
    ),
    ...wordList(
      'lifecycle_status employment_state situacion_laboral estatus situacao_funcional situazione_lavorativa',
    ),
    ...wordList(
      'status_zatrudnienia stan_zatrudnienia status_pracownika statut_du_salarie situation statut_professionnel',
    ),
    ...wordList(
      'beschaftigungsstatus beschaeftigungsstatus mitarbeiterstatus statut statut_employe statut_salarie etat estado estado_del_empleado situacion estado_laboral',
    ),
  ],
  department: [
    ...wordList('department dept department_name home_department team division business_unit'),
    ...wordList('reparto dipartimento ufficio departamento setor afdeling dzial'),
    ...wordList('area'),
    ...wordList('abteilung bereich departement service equipe departamento'),
  ],
  manager: [
    ...wordList('manager manager_name supervisor supervisor_name reports_to reporting_to line_manager'),
    ...wordList('superior superior_directo superieur_direct'),
    ...wordList('responsabile superiore gestor gerente chefia leidinggevende przelozony kierownik'),
    ...wordList(
      'vorgesetzte vorgesetzter vorgesetzer fuhrungskraft fuehrungskraft leitung responsable superieur superieur_hierarchique jefe jefe_directo supervisor_directo jefa',
    ),
  ],
  groups: [
    'groups',
    'group',
    'teams',
    ...wordList('equipos equipes zespoly zespol'),
    ...wordList('gruppe gruppen groupe groupes grupo grupos gruppo gruppi groep groepen grupa grupy'),
  ],
  start_date: [
    ...wordList(
      'start_date startdate start hire_date hired joined first_day original_hire_date date_of_hire',
    ),
    ...wordList('date_hired employment_start employment_start_date joining_date date_of_joining join_date'),
    ...wordList('joined_on contract_start date_de_debut_du_contrat date_de_debut_de_contrat'),
    ...wordList(
      'data_assunzione data_di_assunzione data_inizio data_di_inizio data_de_admissao data_admissao admissao data_de_inicio',
    ),
    ...wordList('data_rozpoczecia_pracy'),
    ...wordList(
      'datum_in_dienst in_dienst startdatum indiensttreding data_zatrudnienia data_rozpoczecia start_pracy',
    ),
    ...wordList('eintritt eintrittsdatum eintrittstag erster_arbeitstag einstellungsdatum beginn'),
    ...wordList(
      'date_d_entree date_entree entree date_d_embauche date_embauche embauche date_d_arrivee date_de_debut',
    ),
    ...wordList(
      'fecha_de_ingreso fecha_ingreso ingreso fecha_de_alta fecha_alta fecha_de_inicio fecha_inicio fecha_de_contratacion',
    ),
  ],
  rehire_date: [
    ...wordList('rehire_date rehired rehired_on latest_hire_date last_hire_date most_recent_hire_date'),
    ...wordList(
      'wiedereintritt wiedereintrittsdatum date_de_reembauche fecha_de_reingreso data_riassunzione',
    ),
    ...wordList(
      'data_di_riassunzione data_de_readmissao datum_herindiensttreding data_ponownego_zatrudnienia',
    ),
  ],
  // Not the day on which notice was given. If there are several, the day on which somebody is really gone comes before the end of a contract, which may be renewed.
  end_date: [
    ...wordList('end_date enddate end'),
    ...wordList('last_day last_working_day last_day_of_work last_day_worked last_date_worked final_day'),
    ...wordList('last_working_date last_day_of_employment termination_date terminated_on leave_date left_on'),
    ...wordList('date_terminated termination date_of_termination terminated date_of_leaving leaving_date'),
    ...wordList('termination_effective_date effective_termination_date exit_date date_of_exit date_left'),
    ...wordList('separation_date departure_date offboarding_date release_date end_of_employment'),
    ...wordList('employment_end employment_end_date'),
    ...wordList('letzter_arbeitstag letzter_arbeitstag_am letzter_tag austritt austrittsdatum austrittstag'),
    ...wordList(
      'ausgeschieden_am ausgetreten_am gekundigt_zum kundigung_zum ende_arbeitsverhaltnis enddatum',
    ),
    ...wordList(
      'dernier_jour dernier_jour_travaille dernier_jour_de_travail date_de_sortie date_sortie sortie',
    ),
    ...wordList('date_de_depart date_depart depart date_de_fin date_fin'),
    ...wordList('ultimo_dia ultimo_dia_trabajado ultimo_dia_de_trabajo fecha_de_baja fecha_baja'),
    ...wordList('fecha_de_salida fecha_salida salida fecha_de_cese fecha_cese fecha_de_fin fecha_fin'),
    ...wordList('fecha_de_terminacion'),
    ...wordList('ultimo_giorno ultimo_giorno_di_lavoro data_uscita data_di_uscita data_cessazione'),
    ...wordList('data_di_cessazione data_fine_rapporto data_di_fine_rapporto data_fine'),
    ...wordList('ultimo_dia_de_trabalho data_de_saida data_saida data_de_desligamento data_desligamento'),
    ...wordList('data_de_rescisao data_rescisao data_fim data_de_termino'),
    ...wordList('laatste_werkdag datum_uit_dienst uit_dienst uitdiensttreding einddatum'),
    ...wordList('ostatni_dzien_pracy data_odejscia data_zakonczenia_pracy data_zakonczenia'),
    // In some companies these are the day on which somebody was told.
    ...wordList('data_licenziamento data_de_demissao data_demissao data_zwolnienia data_rozwiazania_umowy'),
    ...wordList('contract_end contract_end_date vertragsende befristet_bis fin_de_contrat fin_du_contrat'),
    ...wordList('date_de_fin_de_contrat fecha_de_fin_de_contrato fin_de_contrato fine_contratto'),
    ...wordList('einde_contract koniec_umowy data_zakonczenia_umowy date_de_fin_du_contrat'),
  ],
} as const satisfies FieldNames<string>;

export type PersonField = keyof typeof PERSON_NAMES;
