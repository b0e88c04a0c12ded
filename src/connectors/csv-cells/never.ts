import type { Day } from '../../domain/day.ts';

/** What exports write for "nothing", in any column. */
const NOTHING = words(
  'n/a | na | n.a. | n.a | none | null | nil | undefined | unknown | empty | not available | not applicable | not set',
  'no_information | no information | not_supported | not supported | no data | no value | -none- | #n/a | nan',
  'k.a. | k. a. | keine | kein | keine angabe | nicht verfügbar | nicht vorhanden | unbekannt | entfällt',
  'aucun | aucune | n/d | s.o. | sans objet | non disponible | inconnu | inconnue | non renseigné',
  'ninguno | ninguna | no disponible | no aplica | sin datos | desconocido | desconocida',
  'nenhum | nenhuma | não disponível | desconhecido | nessuno | nessuna | non disponibile | sconosciuto',
  'geen | n.v.t. | nvt | onbekend | ingen | okänd | ukjent | ukendt | brak | なし | 無 | 无',
);

/** What exports write for somebody who never used an app. */
const NEVER = words(
  'never | not logged in | not signed in | not yet logged in | not yet signed in | not activated | no login | no logins | no sign-in | no activity | no activity yet',
  'nie | niemals | noch nie | nicht angemeldet | noch nicht angemeldet | keine anmeldung | keine aktivität',
  'jamais | aucune connexion | aucune activité | nunca | jamás | sin actividad | mai | nooit | aldrig | aldri',
  'mai connesso | mai effettuato | mai effettuata | sem atividade | sem acesso | geen activiteit | nog nooit | brak aktywności | nigdy | nikdy | nikada | soha | asla | hiçbir zaman | ei koskaan | никогда | ніколи | 从未 | 從未 | 一度もない | 없음',
);
/** Beginnings of longer phrases: "Never logged in", "(has never signed in)", "nie angemeldet", "jamais connecté". */
const NEVER_BEGINS =
  /^(?:has |was |user )?(?:never|noch nie|nie|niemals|jamais|nunca|nooit|nog nooit|nigdy|aldrig|aldri)[ ,]/;

/** What exports write for a contract without an end. */
const NO_END = words(
  'tbd | tba | active | current | aktiv | actif | still employed | never | open | open-ended | open ended | no end | no end date | permanent | indefinite | indefinitely | unlimited | forever | present | ongoing',
  'unbefristet | offen | ohne | ohne ende | kein ende | nie | dauerhaft | laufend',
  'indéterminé | indéterminée | durée indéterminée | sans fin | cdi | permanente | indefinido | indefinida | sin fecha | sin fin',
  'tempo indeterminato | sem prazo | sem termo | efetivo | na czas nieokreślony | bezterminowo | nieokreślony | vast | vast contract',
  'indeterminato | senza fine | onbepaald | onbepaalde tijd | tillsvidare',
);

/** All digits zero: \`0\`, \`0000-00-00\`, \`00.00.0000 00:00\`, Excel's day nought, and the largest number of Active Directory. */
const ZERO = /^(?:[0\-./: TZ]+|0?0[./]0?1[./]1900|1900-01-00|9223372036854775807)$/;
const DASHES = /^[-\u2010-\u2015\u2212_.*?]+$/;

/** Whether the cell says that there is no value at all. */
export function isNothing(text: string): boolean {
  return DASHES.test(text) || NOTHING.has(plain(text));
}

/** Whether a cell of last use says in words or digits that the account was never used. */
export function saysNever(text: string): boolean {
  const said = plain(text);
  return (
    ZERO.test(text) || DASHES.test(text) || NEVER.has(said) || NOTHING.has(said) || NEVER_BEGINS.test(said)
  );
}

/** Whether a cell of a last day says in words or digits that there is none. */
export function saysNoEnd(text: string): boolean {
  const said = plain(text);
  return ZERO.test(text) || DASHES.test(text) || NO_END.has(said) || NOTHING.has(said);
}

/**
 * Days on which a computer's calendar begins: .NET's year 1, Windows' 1601, SQL Server's 1753, Excel's 1899 and 1900, Unix's 1970;
 * and the neighbouring days, which they become in another time zone.
 */
const FIRST_DAYS: ReadonlySet<Day> = new Set(
  [
    '0000-12-31 0001-01-01 0001-01-02 1600-12-31 1601-01-01 1601-01-02 1752-12-31 1753-01-01 1753-01-02',
    '1899-12-29 1899-12-30 1899-12-31 1900-01-01 1900-01-02 1903-12-31 1904-01-01 1904-01-02 1969-12-31 1970-01-01 1970-01-02',
  ].flatMap((days) => days.split(' ')),
);

/** No cloud service is older. */
const FIRST_USE: Day = '1990-01-01';
/** SAP's 31.12.9999 and its like. */
const FOREVER: Day = '2999-01-01';

/** Whether a day of use means "never". */
export function isNeverDay(day: Day): boolean {
  return day < FIRST_USE || day >= FOREVER;
}

/** Whether a first or last day means "none". */
export function isNoDay(day: Day): boolean {
  return day >= FOREVER || FIRST_DAYS.has(day);
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s("'[<]+|[\s)"'\]>.!]+$/gu, '')
    .replace(/\s+/g, ' ');
}

/** Lists of words, separated by `|`. */
function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split('|').map(plain)));
}
