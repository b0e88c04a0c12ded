import type { Cell, Note, Sheet } from '../../export/sheet.ts';
import type { App, Context } from '../../flows/context.ts';
import type { Asked } from '../command.ts';

/** One table that `export` can write. */
export interface Exportable {
  /** The word after `export`, and what comes after it. */
  readonly word: string;
  readonly takes: string;
  /** The filters it takes, `key:value`. */
  readonly keys: readonly string[];
  /** How many words name something; more are refused. */
  readonly names: number;
  /** Finds the rows that were asked for. Throws `CommandError` for an app, person or column that does not exist. */
  sheet(context: Context, asked: Asked): ExportSheet | Promise<ExportSheet>;
}

export interface ExportSheet extends Omit<Sheet, 'notes'> {
  /** `Access to Figma` */
  readonly what: string;
  /** In words; `null` when there is no filter. */
  readonly filter: string | null;
  /** The apps whose data it holds; the file tells how old that data is. */
  readonly apps: readonly App[];
  /** Whether the roster's age matters too. */
  readonly people: boolean;
  readonly notes?: readonly Note[];
}

/** `Full, Dev Mode`; an empty cell for an empty list. */
export function listCell(words: readonly string[]): Cell {
  return words.length === 0 ? null : words.join(', ');
}
