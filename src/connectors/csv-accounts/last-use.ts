import type { Instant } from '../../domain/day.ts';
import { BadCell, type CsvRow, type HeaderColumn } from '../csv-cells/cell.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { AmbiguousDate, lastUseOf } from '../csv-cells/date-cell.ts';
import { partsOf } from '../csv-cells/date-parts.ts';
import { saysNever } from '../csv-cells/never.ts';
import { relativeDay } from '../csv-cells/relative-date.ts';
import type { Header } from '../csv-columns/header.ts';
import { valuesOf } from '../csv-columns/sample.ts';
import type { AccountField } from './account-names.ts';

const USE =
  'seen|log_?in|log_?on|sign_?in|sign_?on|signed_in|logged_in|active|activity|access|accessed|used?|usage|visit|visited|opened|session|connection|online|authentication|check_?in';
const WHEN = '(?:_(?:date|at|on|time|timestamp|datetime|day|utc|gmt))*';
/** `last_seen_at`, `last_gitlab_activity`, `exchange_last_activity_date`, `password_last_used`, `last_seen_in_jira_acme`. */
const LAST_USE = new RegExp(
  `^(?:last|latest|most_recent)(?:_[a-z0-9]+){0,3}_(?:activity|login|sign_in|access)${WHEN}$` +
    `|^(?:[a-z0-9]+_){0,5}last_(?:${USE})${WHEN}$` +
    '|^last_(?:seen|active|activity|used|accessed)_(?:in|on)_.+$',
);
const IN_ONE_WORD = /(^|_)last(login|logon|seen|access|active|activity|signin|used)(?=_|$)/;
/** The same in other languages: `Zuletzt angemeldet am`, `Date de dernière connexion`, `Fecha del último inicio de sesión`. */
const LAST_USE_ELSEWHERE = new RegExp(
  '^(?:datum_de[rs]_)?(?:zuletzt|letzte[nrs]?)_(?:anmeldung|logins?|angemeldet|eingeloggt|aktivitat|aktiv|zugriffs?|nutzung|genutzt|benutzt|verwendet|gesehen|online|besuch)(?:_(?:am|um))?$' +
    '|^(?:date_(?:de_(?:la_)?)?)?derni(?:ere|er)_(?:connexion|activite|acces|visite|utilisation|session)(?:_le)?$' +
    '|^(?:(?:fecha|data)_(?:del?_|d[oa]_)?)?ultim[ao]_(?:acceso|conexion|actividad|inicio_de_sesion|uso|sesion|login|acesso|atividade|sessao|conexao|inicio_de_sessao)(?:_e[lm])?$' +
    '|^(?:data_(?:d[ei]ll?_?a?_?|di_)?)?ultim[ao]_(?:accesso|attivita|collegamento|connessione|utilizzo|login|sessione)(?:_il)?$' +
    '|^(?:datum_(?:van_)?)?laatste?_(?:aanmelding|aangemeld|ingelogd|login|actief|activiteit|gezien|gebruik|gebruikt|online)(?:_op)?$' +
    '|^(?:data_)?ostatni(?:a|e|o|ego|ej)?_(?:logowani[ea]|aktywnosci?|aktywny|dostep|uzyci[ea]|zalogowany|sesja)$',
);
/** The last use of somebody or something else, or not a moment at all. */
const OTHER =
  /password|pass_?word_(?:change|reset|set)|manager|invit|fail|_ip(?:_|$)|address|location|country|region|service|device|client|browser|version|days|count|surface|by$/;
const PASSWORD_USED = /^password_last_used/;

/** The columns that say when an account was last used, in one product or another: by their names, and by a first date in them. */
export function lastUseColumns({
  others,
  sample,
}: Pick<Header<AccountField>, 'others' | 'sample'>): readonly HeaderColumn[] {
  return others.filter((column) => {
    if (!column.names.some(isLastUse)) return false;
    const values = valuesOf(sample, column);
    return values.every((text) => saysNever(text)) || values.some(isMoment);
  });
}

function isMoment(text: string): boolean {
  return (
    !('problem' in partsOf(text, 'dmy')) ||
    !('problem' in partsOf(text, 'mdy')) ||
    relativeDay(text, { day: '2026-01-01' }) !== null
  );
}

function isLastUse(name: string): boolean {
  const apart = name.replace(IN_ONE_WORD, '$1last_$2');
  return (
    (LAST_USE.test(apart) || LAST_USE_ELSEWHERE.test(name)) && (!OTHER.test(name) || PASSWORD_USED.test(name))
  );
}

/** The latest of several columns. If a column was only guessed by its name, cells that are not dates do not count. */
export function latestUse(
  cells: CsvRow,
  first: Instant | null,
  more: readonly HeaderColumn[],
  dates: DateReading,
): Instant | null {
  let latest = first;
  for (const column of more) {
    const use = useIn(cells, column, dates);
    if (use !== null && (latest === null || use > latest)) latest = use;
  }
  return latest;
}

function useIn(cells: CsvRow, column: HeaderColumn, dates: DateReading): Instant | null {
  try {
    return lastUseOf(cells, column, dates);
  } catch (error) {
    if (error instanceof BadCell && !(error instanceof AmbiguousDate)) return null;
    throw error;
  }
}
