import type { FieldNames } from '../connectors/csv/header.ts';
import {
  ALIAS_NAMES,
  alike,
  EMAIL_NAMES,
  NAME_NAMES,
  USERNAME_NAMES,
  wordList,
} from '../connectors/csv/header-names.ts';
import type { PersonStatus } from '../domain/person.ts';

/** The headers of a file of people; those of other languages are folded, see `foldedName`. */
export const PERSON_NAMES = {
  id: [
    ...['id', 'employee_id', 'person_id', 'user_id', 'worker_id', 'staff_id'],
    ...['employee_number', 'employee_no', 'personnel_number', 'uid'],
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
    ...['status', 'employment_status', 'employee_status', 'state'],
    ...wordList(
      'beschaftigungsstatus beschaeftigungsstatus mitarbeiterstatus statut statut_employe statut_salarie etat estado estado_del_empleado situacion estado_laboral',
    ),
  ],
  department: [
    ...['department', 'dept', 'team', 'division'],
    ...wordList('abteilung bereich departement service equipe departamento'),
  ],
  manager: [
    ...['manager', 'manager_name', 'supervisor', 'reports_to', 'line_manager'],
    ...wordList(
      'vorgesetzte vorgesetzter vorgesetzer fuhrungskraft fuehrungskraft leitung responsable superieur superieur_hierarchique jefe jefe_directo supervisor_directo jefa',
    ),
  ],
  groups: ['groups', 'group', 'teams', ...wordList('gruppe gruppen groupe groupes grupo grupos')],
  start_date: [
    ...[
      'start_date',
      'startdate',
      'start',
      'hire_date',
      'hired',
      'joined',
      'first_day',
      'original_hire_date',
    ],
    ...wordList('eintritt eintrittsdatum eintrittstag erster_arbeitstag einstellungsdatum beginn'),
    ...wordList(
      'date_d_entree date_entree entree date_d_embauche date_embauche embauche date_d_arrivee date_de_debut',
    ),
    ...wordList(
      'fecha_de_ingreso fecha_ingreso ingreso fecha_de_alta fecha_alta fecha_de_inicio fecha_inicio fecha_de_contratacion',
    ),
  ],
  rehire_date: [
    ...[
      'rehire_date',
      'rehired',
      'rehired_on',
      'latest_hire_date',
      'last_hire_date',
      'most_recent_hire_date',
    ],
    ...wordList('wiedereintritt wiedereintrittsdatum date_de_reembauche fecha_de_reingreso'),
  ],
  end_date: [
    ...['end_date', 'enddate', 'end', 'termination_date', 'terminated_on', 'leave_date', 'left_on'],
    ...['last_day', 'last_working_day'],
    ...wordList('austritt austrittsdatum austrittstag letzter_arbeitstag letzter_tag vertragsende enddatum'),
    ...wordList(
      'date_de_sortie date_sortie sortie date_de_depart date_depart depart date_de_fin date_fin dernier_jour fin_de_contrat',
    ),
    ...wordList(
      'fecha_de_baja fecha_baja fecha_de_salida fecha_salida salida fecha_de_fin fecha_fin fecha_de_cese fecha_cese ultimo_dia fin_de_contrato',
    ),
  ],
} as const satisfies FieldNames<string>;

/** Words that may mean a sick leave or the end, like "de baja", are not guessed. */
export const STATUSES: ReadonlyMap<string, PersonStatus> = new Map([
  ...alike('active', 'employed', 'current'),
  ...alike(
    'active',
    ...wordList(
      'aktiv angestellt beschaftigt beschaeftigt actif active en-poste present activo activa alta en-activo vigente',
    ),
  ),
  ...alike(
    'on-leave',
    'leave',
    'loa',
    'leave-of-absence',
    'parental-leave',
    'maternity-leave',
    'paternity-leave',
    'sick-leave',
  ),
  ...alike(
    'on-leave',
    ...wordList(
      'beurlaubt elternzeit mutterschutz sabbatical krank conge en-conge conge-maternite conge-parental arret-maladie',
    ),
  ),
  ...alike(
    'on-leave',
    ...wordList('permiso excedencia baja-medica baja-maternal baja-por-maternidad licencia vacaciones'),
  ),
  ...alike(
    'starting',
    'pre-hire',
    'prehire',
    'onboarding',
    'pending',
    ...wordList('zukunftig zukuenftig a-venir por-ingresar'),
  ),
  ...alike(
    'inactive',
    'disabled',
    'suspended',
    ...wordList(
      'inaktiv gesperrt freigestellt inactif suspendu suspendue inactivo inactiva suspendido suspendida',
    ),
  ),
  ...alike('offboarded', 'terminated', 'left', 'leaver', 'former', 'departed'),
  ...alike(
    'offboarded',
    ...wordList(
      'ausgeschieden ausgetreten ehemalig ehemalige ehemaliger parti partie sorti sortie ancien ancienne',
    ),
  ),
  ...alike('offboarded', ...wordList('baja cesado cesada exempleado ex-empleado desvinculado desvinculada')),
]);
