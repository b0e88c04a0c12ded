import type { CsvRow, HeaderColumn } from './cell.ts';
import { textOrNull } from './cell.ts';

const FIRST_NAMES = named(
  'first_name firstname given_name givenname forename vorname rufname prenom nombre nombres nombre_de_pila',
);
const LAST_NAMES = named(
  'last_name lastname surname family_name familyname nachname familienname zuname nom nom_de_famille apellido apellidos',
);
/** A column of whole names, or of first or last names beside the other half: `Nom` beside `Prénom`, `Nombre` beside `Apellidos`. */
const EITHER = named('name nom nombre');

export interface NameColumns {
  /** The columns whose cells make up the name. */
  readonly columns: readonly HeaderColumn[];
  readonly nameIn: (cells: CsvRow) => string | null;
}

/** How a file tells names: in one column, or in one for each half. */
export function nameColumns(whole: HeaderColumn | null, others: readonly HeaderColumn[]): NameColumns {
  const either = whole !== null && hasName(whole, EITHER);
  const first = others.find((column) => hasName(column, FIRST_NAMES)) ?? null;
  const last = others.find((column) => hasName(column, LAST_NAMES)) ?? null;
  const columns = [first, last].filter((column) => column !== null);
  if (whole !== null && !either)
    return { columns, nameIn: (cells) => textOrNull(cells, whole) ?? both(cells, [first, last]) };
  if (whole === null) return { columns, nameIn: (cells) => both(cells, [first, last]) };
  const halves = first !== null ? [first, whole] : [whole, last];
  return {
    columns,
    nameIn(cells) {
      const written = textOrNull(cells, whole);
      const half = textOrNull(cells, first ?? last);
      // The whole name after all.
      if (written === null || half === null || (first !== null && last !== null))
        return written ?? both(cells, [first, last]);
      return written.toLowerCase().includes(half.toLowerCase()) ? written : both(cells, halves);
    },
  };
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
