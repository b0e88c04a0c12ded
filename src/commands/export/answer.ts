import type { DataAge } from '../../chat/say/export/data-age.ts';
import { exportMessage } from '../../chat/say/export/export.ts';
import type { Written } from '../../export/write-sheet.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import type { Answer } from '../command.ts';
import type { ExportSheet } from './sheet.ts';

/** A file that was written. */
export interface Made {
  readonly sheet: ExportSheet;
  readonly ages: readonly DataAge[];
  /** Without a folder, as the person it is sent to sees it. */
  readonly name: string;
  readonly written: Written;
}

/** Where the file is now: on this machine, sent to the person who asked, or offered to them until they accept it. */
export type Handed = 'written' | 'sent' | 'offered';

/** What was written, where, and how old its data is. */
export function exportAnswer(context: Context, { sheet, ages, name, written }: Made, handed: Handed): Answer {
  const now = timestamp(context);
  const { rows, format, about, cut, bytes, file } = written;
  const isSent = handed !== 'written';
  const columns = sheet.columns.map(({ label }) => label);
  return {
    ok: true,
    message: exportMessage({
      what: sheet.what,
      filter: sheet.filter,
      rows,
      columns,
      ages,
      cut,
      place: isSent ? { at: 'chat', name, offered: handed === 'offered' } : { at: 'disk', file, about },
      now,
      timezone: context.config.timezone,
    }),
    json: {
      file: isSent ? name : file,
      about: isSent ? null : about,
      format,
      rows,
      bytes,
      shortened: cut,
      what: sheet.what,
      filter: sheet.filter,
      columns,
      data: ages,
      exportedAt: now,
    },
  };
}
