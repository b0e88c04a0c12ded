import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import { shortened } from '../csv-cells/cell.ts';
import { mostAre, valuesOf } from './sample.ts';

/** How many guesses are offered. */
const OFFERED = 3;
/** Parts of a heading that give its field away, whatever is around them. */
const TELLING: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:^|_)(?:e_?)?mail|courriel|correo|posta|poczt/, ['email']],
  [/status|state|aktiv|activ|attiv|ativo|actief|aktywn|stato|estado|etat|situac|situaz/, ['state', 'status']],
  [
    /(?:letzt|last|derni|ultim|laatst|ostatni).*(?:log|anmeld|connex|acces|acess|zugriff|aktiv|activ|seen)/,
    ['last_active'],
  ],
  [
    /austritt|termin|sortie|depart|baja|salida|uscita|cessaz|saida|uit_dienst|odejsc|zwoln|leav|exit/,
    ['end_date'],
  ],
  [/licen|lizenz|licencj/, ['licenses']],
  [/(?:^|_)(?:role|rolle|rol|ruolo|papel|funcao|perfil|rola)/, ['role']],
  [
    /benutzer|utilisat|usuario|utente|utilizador|gebruiker|uzytkownik|login|account/,
    ['username', 'usernames'],
  ],
  [/(?:^|_)id(?:_|$)|kennung|personalnr|matric|numer/, ['id']],
];

export interface Guess {
  readonly field: string;
  readonly label: string;
}

/** Columns that may be a field though nobody knows their names, best first. */
export function guessesOf(
  columns: readonly HeaderColumn[],
  names: Readonly<Record<string, readonly string[]>>,
): readonly Guess[] {
  const taken = new Set<string>();
  return columns.flatMap((column) => {
    const field = fieldNear(column, names);
    if (field === null || taken.has(field)) return [];
    taken.add(field);
    return [{ field, label: column.label }];
  });
}

/** `; "E-Mail dienstlich" may be email: if so, set columns: { email: "E-Mail dienstlich" }`, or nothing. */
export function nearestText(
  columns: readonly HeaderColumn[],
  names: Readonly<Record<string, readonly string[]>>,
): string {
  const guesses = guessesOf(columns, names).slice(0, OFFERED);
  if (guesses.length === 0) return '';
  const said = guesses.map(({ field, label }) => `"${shortened(label)}" may be ${field}`).join(', ');
  const written = guesses.map(({ field, label }) => `${field}: "${shortened(label)}"`).join(', ');
  return `; ${said}: if so, set columns: { ${written} }`;
}

/** `; "netfang" holds addresses: if each is one of them, set columns: { email: "netfang" }`, for headings in a language that we do not know. */
export function addressText(columns: readonly HeaderColumn[], sample: readonly CsvRow[]): string {
  const column = addressColumnIn(columns, sample);
  if (column === null || !isHeading(column)) return '';
  const label = shortened(column.label);
  return `; "${label}" holds addresses: if each row is about the one that it names there, set columns: { email: "${label}" }`;
}

/** The first column in which nearly every cell is an address. */
export function addressColumnIn(
  columns: readonly HeaderColumn[],
  sample: readonly CsvRow[],
): HeaderColumn | null {
  return (
    columns.find((column) =>
      mostAre(valuesOf(sample, column), (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)),
    ) ?? null
  );
}

/** Headings are short and have hardly any digits; a key or a token is not a heading. */
function isHeading({ label }: HeaderColumn): boolean {
  return label.length <= 60 && !/[@\d]{4}/.test(label);
}

function fieldNear(column: HeaderColumn, names: Readonly<Record<string, readonly string[]>>): string | null {
  const name = column.names.at(-1) ?? '';
  if (!isHeading(column) || name.length < 2) return null;
  for (const [part, fields] of TELLING) {
    const field = fields.find((each) => Object.hasOwn(names, each));
    if (field !== undefined && part.test(name)) return field;
  }
  const near = Object.entries(names).find(([, known]) =>
    known.some((each) => each.length > 4 && isOneSlipAway(each, name)),
  );
  return near?.[0] ?? null;
}

/** One letter missing, added or different, or two neighbouring letters swapped. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
