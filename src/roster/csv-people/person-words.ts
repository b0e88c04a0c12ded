import { alike, wordList } from '../../connectors/csv-columns/header-names.ts';
import type { PersonStatus } from '../../domain/person.ts';

/** A kind of employment says only that there is or was one: if there is a last day, the day counts. */
export const EMPLOYMENT_KINDS: ReadonlySet<string> = new Set([
  ...wordList('full-time part-time fulltime parttime regular permanent contractor temporary temp'),
  ...wordList('intern internship seasonal casual per-diem probation on-probation fixed-term apprentice'),
  ...wordList('freelance freelancer consultant trainee volunteer working-student salaried hourly'),
  ...wordList('vollzeit teilzeit befristet unbefristet probezeit temps-plein temps-partiel cdi cdd'),
  ...wordList('praktikant praktikantin werkstudent werkstudentin auszubildender azubi minijob'),
]);

/** Words that may mean a sick leave or the end, like "de baja", are not guessed. */
export const STATUSES: ReadonlyMap<string, PersonStatus> = new Map([
  ...alike(
    'active',
    ...wordList('employed current a hired working enabled on-notice notice-period serving-notice'),
  ),
  ...alike('active', ...EMPLOYMENT_KINDS),
  ...alike(
    'active',
    ...wordList('attivo attiva in-servizio in-forza ativo ativa empregado actief in-dienst werkzaam'),
  ),
  ...alike('active', ...wordList('aktywny aktywna zatrudniony zatrudniona')),
  ...alike(
    'active',
    ...wordList('aktiv angestellt beschaftigt beschaeftigt actif active en-poste present activo activa'),
  ),
  ...alike('active', ...wordList('alta en-activo vigente')),
  ...alike(
    'on-leave',
    ...wordList('leave l loa paid-leave unpaid-leave on-paid-leave on-unpaid-leave medical-leave'),
  ),
  ...alike(
    'on-leave',
    ...wordList('family-leave furlough furloughed absent leave-with-pay leave-without-pay in-congedo'),
  ),
  ...alike(
    'on-leave',
    ...wordList('congedo aspettativa in-aspettativa maternita afastado de-licenca licenca em-ferias'),
  ),
  ...alike(
    'on-leave',
    ...wordList('ferias met-verlof verlof ziek ouderschapsverlof na-urlopie urlop urlop-macierzynski'),
  ),
  ...alike(
    'on-leave',
    ...wordList('leave-of-absence parental-leave maternity-leave paternity-leave sick-leave'),
  ),
  ...alike(
    'on-leave',
    ...wordList('beurlaubt elternzeit mutterschutz sabbatical krank conge en-conge conge-maternite'),
  ),
  ...alike('on-leave', ...wordList('conge-parental arret-maladie')),
  ...alike(
    'on-leave',
    ...wordList('permiso excedencia baja-medica baja-maternal baja-por-maternidad licencia vacaciones'),
  ),
  ...alike(
    'starting',
    ...wordList('pre-hire prehire onboarding pending future future-hire pending-hire not-started'),
  ),
  ...alike(
    'starting',
    ...wordList('offer-accepted pre-boarding preboarding zukunftig zukuenftig a-venir por-ingresar'),
  ),
  ...alike(
    'inactive',
    ...wordList('disabled suspended i blocked deactivated archived garden-leave inattivo inattiva'),
  ),
  ...alike(
    'inactive',
    ...wordList('sospeso sospesa inativo inativa suspenso suspensa inactief geschorst nieaktywny'),
  ),
  ...alike(
    'inactive',
    ...wordList('nieaktywna zawieszony zawieszona inaktiv gesperrt freigestellt inactif suspendu'),
  ),
  ...alike('inactive', ...wordList('suspendue inactivo inactiva suspendido suspendida')),
  ...alike('offboarded', ...wordList('terminated left leaver former departed t deleted removed exited quit')),
  ...alike(
    'offboarded',
    ...wordList('retired resigned dismissed laid-off separated deceased not-on-payroll'),
  ),
  ...alike(
    'offboarded',
    ...wordList('ex-employee former-employee no-longer-employed contract-ended released offboarded'),
  ),
  ...alike(
    'offboarded',
    ...wordList('verstorben pensioniert in-rente gekundigt retraite licencie demissionne decede'),
  ),
  ...alike('offboarded', ...wordList('jubilado jubilada despedido despedida')),
  ...alike(
    'offboarded',
    ...wordList('cessato cessata dimesso dimessa licenziato licenziata dimissionario pensionato'),
  ),
  ...alike('offboarded', ...wordList('demitido demitida desligado desligada aposentado')),
  ...alike(
    'offboarded',
    ...wordList('uit-dienst vertrokken ontslagen gepensioneerd zwolniony zwolniona byly byla'),
  ),
  ...alike('offboarded', ...wordList('emerytowany')),
  ...alike(
    'offboarded',
    ...wordList('ausgeschieden ausgetreten ehemalig ehemalige ehemaliger parti partie sorti sortie'),
  ),
  ...alike('offboarded', ...wordList('ancien ancienne')),
  ...alike('offboarded', ...wordList('baja cesado cesada exempleado ex-empleado desvinculado desvinculada')),
]);
