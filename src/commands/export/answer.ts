import { count, joined } from '../../chat/say/words.ts';
import type { Written } from '../../export/write-sheet.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import type { Answer } from '../command.ts';
import { ageText, type DataAge } from './notes.ts';
import type { ExportSheet } from './sheet.ts';

/** A file that was written. */
export interface Made {
  readonly sheet: ExportSheet;
  readonly ages: readonly DataAge[];
  /** Without a folder, as whoever it is sent to sees it. */
  readonly name: string;
  readonly written: Written;
}

/** Where the file is now: on this machine, with whoever asked, or waiting for them to take it. */
export type Handed = 'written' | 'sent' | 'offered';

/** What was written, where, and how old it is. */
export function exportAnswer(context: Context, { sheet, ages, name, written }: Made, handed: Handed): Answer {
  const { config } = context;
  const now = timestamp(context);
  const { rows, format, about, cut, bytes, file } = written;
  const sent = handed !== 'written';
  const where = {
    written: `written to ${file}.`,
    sent: `sent to you as ${name}.`,
    offered: `in ${name}. Allow me on its card, within an hour, to put it into your OneDrive.`,
  }[handed];
  const summary = `${sheet.what}: ${count(rows, 'row')} ${where}`;
  const facts = [
    { label: 'filter', value: sheet.filter ?? 'none: everything' },
    ...ages.map((age) => ({ label: `data of ${age.name}`, value: ageText(age, config.timezone, now) })),
    { label: 'columns', value: joined(sheet.columns.map(({ label }) => label)) },
    ...(sent
      ? []
      : [
          {
            label: format === 'csv' ? 'this, beside it' : 'this, inside',
            value: about ?? 'on the sheet About',
          },
        ]),
  ];
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        { type: 'facts', facts },
        ...(cut === 0
          ? []
          : [
              {
                type: 'note',
                text: `${count(cut, 'cell')} longer than the 32,767 characters of an Excel cell: shortened. format:csv has them whole.`,
              } as const,
            ]),
      ],
      buttons: [],
    },
    json: {
      file: sent ? name : file,
      about: sent ? null : about,
      format,
      rows,
      bytes,
      shortened: cut,
      what: sheet.what,
      filter: sheet.filter,
      columns: sheet.columns.map(({ label }) => label),
      data: ages,
      exportedAt: now,
    },
  };
}
