import { rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeCsv } from './csv.ts';
import { type FileOptions, refuseExisting, writeWhole } from './file.ts';
import type { Note, Sheet } from './sheet.ts';

export const FORMATS = ['csv', 'xlsx', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface WriteOptions extends FileOptions {
  readonly format: Format;
  /** Aborts the export between two pages; nothing is left behind. */
  readonly signal: AbortSignal;
}

export interface Written {
  /** The full path. */
  readonly file: string;
  /** The path of the notes of a CSV, which has no place for them; `null` for other formats. */
  readonly about: string | null;
  readonly format: Format;
  readonly rows: number;
  readonly cut: number;
  readonly bytes: number;
}

/** Writes the sheet to a new file, a page at a time. Throws `ExportError`. */
export async function writeSheet(
  sheet: Sheet,
  wanted: string,
  { format, signal, ...options }: WriteOptions,
): Promise<Written> {
  const file = resolve(wanted);
  if (format === 'xlsx') {
    const { writeXlsx } = await import('./xlsx.ts');
    const outcome = await writeWhole(file, options, (sink) => writeXlsx(sheet, sink, signal));
    return { file, about: null, format, ...outcome, bytes: await sizeOf(file) };
  }
  if (format === 'html') {
    const { writeHtml } = await import('./html.ts');
    const outcome = await writeWhole(file, options, (sink) => writeHtml(sheet, sink, signal));
    return { file, about: null, format, ...outcome, bytes: await sizeOf(file) };
  }
  const about = `${file}.about.txt`;
  if (!options.force) for (const each of [file, about]) await refuseExisting(each);
  const outcome = await writeWhole(file, options, (sink) => writeCsv(sheet, sink, signal));
  try {
    await writeWhole(about, options, (sink) => sink(Buffer.from(aboutText(sheet.notes, outcome.rows))));
  } catch (error) {
    // Without its notes a reader cannot know the content of the table, so the table is removed too.
    await rm(file, { force: true }).catch(() => {});
    throw error;
  }
  return { file, about, format, ...outcome, bytes: await sizeOf(file) };
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

function aboutText(notes: readonly Note[], rows: number): string {
  const all = [...notes, { label: 'Rows', value: String(rows) }];
  return all.map(({ label, value }) => `${label}: ${value.replace(/\s+/g, ' ')}\n`).join('');
}
