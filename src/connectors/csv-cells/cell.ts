/** The cells of a row, as they are in the file. */
export type CsvRow = readonly string[];

/** A column of one file. */
export interface HeaderColumn {
  readonly index: number;
  /** The normalised name, `last_active`. */
  readonly key: string;
  /** The name as the admin wrote it. */
  readonly label: string;
  /** The names by which it may match a field, best first: `key`, and `key` without what exports put around a name. */
  readonly names: readonly string[];
  /** The zone of its times, where the header says so: `Last login (UTC)`. */
  readonly zone: string | null;
}

/** A cell or row that cannot be read; `readTable` adds file and line. */
export class BadCell extends Error {
  /** As the file names it; `null` when the row as a whole is wrong. */
  readonly column: string | null;
  readonly problem: string;

  constructor(column: HeaderColumn | null, problem: string) {
    super(problem);
    this.column = column?.label ?? null;
    this.problem = problem;
  }
}

/** The trimmed cell; empty when the file has no such column. */
export function csvText(cells: CsvRow, column: HeaderColumn | null): string {
  return column === null ? '' : (cells[column.index] ?? '').trim();
}

export function textOrNull(cells: CsvRow, column: HeaderColumn | null): string | null {
  const text = csvText(cells, column);
  return text === '' ? null : text;
}

/** Items split at `;` or `|`: a file whose cells are separated by one of them quotes it or uses the other. */
export function listOf(cells: CsvRow, column: HeaderColumn | null): string[] {
  const text = csvText(cells, column);
  return text === '' ? [] : splitList(text);
}

export function splitList(text: string): string[] {
  if (!text.includes(';') && !text.includes('|')) return [text];
  return text
    .split(/[;|]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** One of the known words; `fallback` for an empty cell. */
export function wordOf<Word extends string>(
  cells: CsvRow,
  column: HeaderColumn | null,
  words: ReadonlyMap<string, Word>,
  fallback: Word,
  otherwise = '',
): Word {
  const text = csvText(cells, column);
  if (text === '') return fallback;
  const word = words.get(text) ?? wordSpelledOtherwise(text, words);
  if (word === undefined) throw unknownWordError(column, text, [...new Set(words.values())], otherwise);
  return word;
}

function wordSpelledOtherwise<Word>(text: string, words: ReadonlyMap<string, Word>): Word | undefined {
  const key = text.toLowerCase().replace(/[\s_-]+/g, '-');
  return words.get(key) ?? words.get(foldedWord(key));
}

/** In small letters and without accents: `Créé` → `cree`. */
export function foldedWord(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return isPlain(plain) ? plain : plain.replace(/[ßłøæœđ]/g, (letter) => PLAIN[letter] ?? letter);
}

/** Letters that Unicode does not decompose. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd' };

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

const YES = new Set(
  'yes true 1 y t on x ja j wahr oui vrai o si sí sì verdadero vero s sim verdadeiro waar tak prawda ano pravda enabled ✓ ✔ ✔️ ☑ ☑️ ✅ ● •'.split(
    ' ',
  ),
);
const NO = new Set(
  'no false 0 n f off nein falsch non faux falso não nao nee nej onwaar nie falsz fałsz ne nepravda disabled ✗ ✘ ✕ ✖ ✖️ ☐ ❌'.split(
    ' ',
  ),
);

/** A cell of yes or no; `null` when it is neither. */
export function flagOf(cells: CsvRow, column: HeaderColumn): boolean | null {
  return flagIn(csvText(cells, column));
}

export function flagIn(word: string): boolean | null {
  const text = word.toLowerCase();
  return YES.has(text) ? true : NO.has(text) ? false : null;
}

export function unknownWordError(
  column: HeaderColumn | null,
  text: string,
  allowed: readonly string[],
  otherwise = '',
): BadCell {
  return new BadCell(
    column,
    `"${shortened(text)}" is not known; write one of ${allowed.join(', ')}${otherwise}`,
  );
}

/** What to write in the settings if a column has the name of a field but means something else. */
export function otherMeaning(column: HeaderColumn | null, field: string): string {
  return column === null
    ? ''
    : `; or, if the column means something else, set columns: { ${column.label}: ${field} } (or none)`;
}

/** Long enough to find the cell, short enough for a message. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
