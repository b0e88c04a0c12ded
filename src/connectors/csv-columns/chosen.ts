import { z } from 'zod';
import type { HeaderColumn } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { columnKey } from './column-name.ts';
import { headingsText } from './headings-text.ts';

/** What the admin's settings say of the columns of a file. */
export interface ChosenColumns<Field extends string> {
  /** A field or none, by the column's name in the file. */
  readonly meanings: ReadonlyMap<string, Field | 'none'>;
  /** What the words of a field's cells mean, in small letters. */
  readonly words: Readonly<Partial<Record<Field, ReadonlyMap<string, string>>>>;
  /** The settings are for several files, and not every file has the column. */
  readonly inSome?: boolean;
}

const From = z.strictObject({
  from: z.string().trim().min(1),
  /** `""` is an empty cell. */
  words: z.record(z.string().trim(), z.string().trim().min(1)).optional(),
});

/** As it is written in the settings. */
export type WrittenColumns = Readonly<Record<string, string | z.infer<typeof From>>>;

/**
 * What the columns of the file mean if their names do not say it. Either by column, `{ status: role }`, or by field,
 * `{ email: "E-Mail dienstlich", state: { from: "Konto aktiv", words: { ja: active, nein: suspended } } }`. `words`: the meanings that the
 * words of a field can be given.
 */
export function columnsSetting<Field extends string>(
  fields: readonly [Field, ...Field[]],
  words: Readonly<Partial<Record<Field, readonly string[]>>>,
) {
  return z
    .record(z.string().trim().min(1), z.union([z.string().trim().min(1), From]))
    .superRefine((written, context) => {
      for (const [key, value] of Object.entries(written)) {
        const message = problemOf(key, value, fields, words);
        if (message !== null) context.addIssue({ code: 'custom', path: [key], message });
      }
    })
    .optional()
    .describe('what a column holds where its name does not say it, like `{ email: Contact }`');
}

function problemOf(
  key: string,
  value: WrittenColumns[string],
  fields: readonly string[],
  words: Readonly<Record<string, readonly string[] | undefined>>,
): string | null {
  if (typeof value === 'string' && (fields.includes(value) || value === 'none')) return null;
  if (!fields.includes(key)) {
    const what = typeof value === 'string' ? `"${value}" is not a field` : `"${key}" is not a field`;
    return `${what}; write one of ${[...fields, 'none'].join(', ')}`;
  }
  if (typeof value === 'string' || value.words === undefined) return null;
  const allowed = words[key];
  if (allowed === undefined) return `has no words to be told; only ${Object.keys(words).join(' and ')} have`;
  const wrong = Object.values(value.words).find((word) => !allowed.includes(word));
  return wrong === undefined ? null : `"${wrong}" is not known; write one of ${allowed.join(', ')}`;
}

/** What the settings say, by column and by field. */
export function chosenColumns<Field extends string>(
  written: WrittenColumns | undefined,
  fields: readonly Field[],
): ChosenColumns<Field> {
  const isField = (text: string): text is Field => (fields as readonly string[]).includes(text);
  const meanings = new Map<string, Field | 'none'>();
  const words: Partial<Record<Field, ReadonlyMap<string, string>>> = {};
  for (const [key, value] of Object.entries(written ?? {})) {
    if (typeof value === 'string' && (isField(value) || value === 'none')) meanings.set(key, value);
    else if (isField(key)) {
      meanings.set(typeof value === 'string' ? value : value.from, key);
      if (typeof value === 'string' || value.words === undefined) continue;
      words[key] = new Map(Object.entries(value.words).map(([text, word]) => [text.toLowerCase(), word]));
    }
  }
  return { meanings, words };
}

/** The columns that the settings name. Throws where the file has no such column. */
export function chosenIn<Field extends string>(
  file: CsvFile,
  line: number,
  columns: readonly HeaderColumn[],
  chosen: ChosenColumns<Field> | undefined,
): ReadonlyMap<HeaderColumn, Field | 'none'> {
  const missing: string[] = [];
  const found = new Map(
    [...(chosen?.meanings ?? [])].flatMap(([name, field]): [HeaderColumn, Field | 'none'][] => {
      const column =
        columns.find(({ label }) => label === name) ??
        columns.find(({ names }) => names.includes(columnKey(name)));
      if (column !== undefined) return [[column, field]];
      if (chosen?.inSome !== true) missing.push(name);
      return [];
    }),
  );
  if (missing.length === 0) return found;
  throw badFile(
    file,
    `line ${line}: the header has no column ${missing.join(', ')}, which columns: in seatkeeper.yaml names; found: ${headingsText(columns)}`,
  );
}
