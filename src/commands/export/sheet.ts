import type { Cell, Note, Sheet } from '../../export/sheet.ts';
import type { App, Context } from '../../flows/context.ts';
import type { Asked } from '../command.ts';

/** One thing that `export` can write. */
export interface Exportable {
  /** The word behind `export`, and what belongs behind it. */
  readonly word: string;
  readonly takes: string;
  /** The filters it takes, `key:value`. */
  readonly keys: readonly string[];
  /** How many words name something. */
  readonly names: number;
  /** Finds what is asked for. Throws `CommandError` for what cannot be meant. */
  sheet(context: Context, asked: Asked): ExportSheet | Promise<ExportSheet>;
}

export interface ExportSheet extends Omit<Sheet, 'notes'> {
  /** `Access to Figma` */
  readonly what: string;
  /** In words; `null` when everything is meant. */
  readonly filter: string | null;
  /** The apps whose data it is: how old that is stands in the file. */
  readonly apps: readonly App[];
  /** Whether the roster's age matters too. */
  readonly people: boolean;
  readonly notes?: readonly Note[];
}

/** `Full, Dev Mode`; nothing for none. */
export function listCell(words: readonly string[]): Cell {
  return words.length === 0 ? null : words.join(', ');
}
