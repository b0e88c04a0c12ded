import type { CsvRow, HeaderColumn } from './cell.ts';
import { textOrNull } from './cell.ts';

const FIRST_NAMES = named(
  'first_name firstname given_name givenname forename legal_first_name vorname rufname prenom nombre nombres nombre_de_pila nome primeiro_nome voornaam imie',
);
const LAST_NAMES = named(
  'last_name lastname surname family_name familyname legal_last_name nachname familienname zuname nom nom_de_famille apellido apellidos cognome sobrenome apelido achternaam nazwisko',
);
/** A column of whole names, or of first or last names if the other half has its own column: `Nom` with `Prénom`, `Nombre` with `Apellidos`. */
const EITHER = named('name nom nombre nome naam');
/** Headings that say in which order the names are written. */
const LAST_FIRST = named(
  'last_name_first_name nachname_vorname cognome_e_nome apellidos_y_nombre nazwisko_i_imie',
);
const NUMBER_BEHIND = /\s*\((?:[A-Z]{0,3}[-\s]?)?\d+\)$/;

export interface NameColumns {
  /** The columns whose cells make up the name. */
  readonly columns: readonly HeaderColumn[];
  readonly nameIn: (cells: CsvRow) => string | null;
}

/** First and last name of a row, empty where it tells none: from a column each, or as the first and the last word of the whole name. */
export function halvesOf(
  cells: CsvRow,
  others: readonly HeaderColumn[],
  whole: string | null,
): { readonly first: string; readonly last: string } {
  const cell = (names: ReadonlySet<string>) =>
    textOrNull(cells, others.find((column) => hasName(column, names)) ?? null);
  const words = (whole ?? '').split(/\s+/);
  return {
    first: cell(FIRST_NAMES) ?? (words.length > 1 ? (words[0] ?? '') : ''),
    last: cell(LAST_NAMES) ?? (words.length > 1 ? (words.at(-1) ?? '') : ''),
  };
}

/** How a file tells names: in one column, or in one for each half. `sample`: rows that show whether it writes `Ruiz, Ana`. */
export function nameColumns(
  whole: HeaderColumn | null,
  others: readonly HeaderColumn[],
  sample: readonly CsvRow[],
): NameColumns {
  const either = whole !== null && hasName(whole, EITHER);
  const first = others.find((column) => hasName(column, FIRST_NAMES)) ?? null;
  const last = others.find((column) => hasName(column, LAST_NAMES)) ?? null;
  const columns = [first, last].filter((column) => column !== null);
  const turned = whole !== null && writesLastFirst(whole, sample);
  const wholeIn = (cells: CsvRow) => {
    const text = textOrNull(cells, whole);
    return text === null || !turned ? text : turnedName(text);
  };
  if (whole !== null && !either)
    return { columns, nameIn: (cells) => wholeIn(cells) ?? both(cells, [first, last]) };
  if (whole === null) return { columns, nameIn: (cells) => both(cells, [first, last]) };
  const halves = first !== null ? [first, whole] : [whole, last];
  return {
    columns,
    nameIn(cells) {
      const written = wholeIn(cells);
      const half = textOrNull(cells, first ?? last);
      // It is the whole name after all.
      if (written === null || half === null || (first !== null && last !== null))
        return written ?? both(cells, [first, last]);
      return written.toLowerCase().includes(half.toLowerCase()) ? written : both(cells, halves);
    },
  };
}

/** `Ruiz, Ana` and `Ana Ruiz (1001)` → `Ana Ruiz`. */
function turnedName(text: string): string {
  const bare = text.replace(NUMBER_BEHIND, '');
  const [last = '', first = '', more] = bare.split(',').map((part) => part.trim());
  return first === '' || last === '' || more !== undefined ? bare : `${first} ${last}`;
}

/** Whether several of its names, and nearly all of them, contain one comma or end in a number. */
function writesLastFirst(column: HeaderColumn, sample: readonly CsvRow[]): boolean {
  if (hasName(column, LAST_FIRST)) return true;
  const names = sample.map((cells) => (cells[column.index] ?? '').trim()).filter((text) => text !== '');
  const turned = names.filter((text) => /^[^,]+,\s*[^,]+$/.test(text) || NUMBER_BEHIND.test(text)).length;
  return turned >= 2 && turned * 5 >= names.length * 4;
}

function both(cells: CsvRow, columns: readonly (HeaderColumn | null)[]): string | null {
  const parts = columns.map((column) => textOrNull(cells, column)).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function hasName({ names }: HeaderColumn, known: ReadonlySet<string>): boolean {
  return names.some((name) => known.has(name));
}

function named(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}
