import type { FileReading, ReadAs } from '../../../domain/files/file-reading.ts';
import type { Message } from '../../../domain/message.ts';
import { unusedColumnsText, withoutKept } from '../sync/unused-columns.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';

export const READ_NEEDS_SHELL =
  'A file is read where it lies: type seatkeeper read <file> in a shell of that machine.';
export const WHICH_FILE = 'Name the file to read, like seatkeeper read members.csv.';

export const ONE_ROSTER = 'A roster is one file: read them one by one.';

/** What the files may be instead, and how to have them read so. `files`: as they were typed. */
function otherwiseText(files: readonly string[], otherwise: ReadAs | null): string | null {
  const typed = `seatkeeper read ${files.join(' ')}`;
  switch (otherwise) {
    case null:
      return null;
    case 'people':
      return `If it lists your people, read it as a roster: ${typed} as:roster`;
    case 'accounts':
      return `If it lists the accounts of an app, read it as one: ${typed} as:app`;
  }
}

/** Why a file cannot be read. */
export function fileRefusedText(
  { problem, otherwise }: Extract<FileReading, { kind: 'refused' }>,
  files: readonly string[],
): string {
  const way = otherwiseText(files, otherwise);
  return way === null ? problem : `${problem}. ${way}`;
}

/** How a file is understood, column by column, with its first rows as they will be read. */
export function fileReadingMessage(reading: Extract<FileReading, { kind: 'read' }>): Message {
  const { files, as, columns, first, rows, setAside, notes, otherwise } = reading;
  const [file = ''] = files;
  const read = files.length === 1 ? count(rows, 'row') : count(rows, 'account');
  const summary = `${joined(files)} can be read as ${as}: ${read}. Nothing was stored.`;
  const unsaid = as === 'accounts' ? 'kept as a column' : 'not used';
  const meanings = columns.map(({ column, fields }) => [
    column,
    fields.length === 0 ? unsaid : fields.join(', '),
  ]);
  const shown = Object.keys(first[0] ?? {}).filter((field) => first.some((row) => row[field] !== ''));
  const said = unusedColumnsText(withoutKept({ file, columns: [], notes }));
  const way = otherwiseText(files, otherwise);
  return {
    summary,
    title: summary,
    body: [
      ...[said, way ?? ''].flatMap((text) => (text === '' ? [] : [{ type: 'note' as const, text }])),
      table(['column', 'read as'], meanings, 'The file has no columns.'),
      table(
        shown,
        first.map((row) => shown.map((field) => row[field] ?? '')),
        'The file has no rows.',
      ),
      ...setAside.map(({ file: of, line, column, problem }) => ({
        type: 'note' as const,
        text: `${files.length === 1 ? 'Line' : `${of} line`} ${line}${column === null ? '' : `, column ${column}:`} ${problem}`,
      })),
    ],
    buttons: [],
  };
}
