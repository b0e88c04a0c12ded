import { FORMATS, type Format } from '../../export/write-sheet.ts';
import { CommandError, type Request, type SendFile } from '../command.ts';
import { oneOf } from '../resolve.ts';

/** Where the file goes: into a folder of this machine, or to whoever asks. */
export type Out =
  | { readonly to: 'file'; readonly file: string | null }
  | { readonly to: 'chat'; readonly send: SendFile };

/** `out:` says where, and by its end how, unless `format:` does. */
export function targetOf(request: Request): { format: Format; out: Out } {
  const { format, out } = request.filters;
  if (request.flags.has('out')) throw new CommandError('Name the file as out:seats.csv.');
  const said = format === undefined ? null : oneOf('format', format, FORMATS);
  const end =
    out === undefined ? null : (FORMATS.find((each) => out.toLowerCase().endsWith(`.${each}`)) ?? null);
  if (said !== null && end !== null && said !== end)
    throw new CommandError(`out:${out} and format:${said} contradict each other. Say one of them.`);
  if (out !== undefined && said === null && end === null)
    throw new CommandError(`I cannot tell the format of ${out}. End it in .csv or .xlsx, or say format:.`);
  return { format: said ?? end ?? 'csv', out: outOf(request, out ?? null) };
}

function outOf({ by, sendFile }: Request, file: string | null): Out {
  if (by.on === 'terminal') return { to: 'file', file };
  if (sendFile === null)
    throw new CommandError(
      'Files cannot be sent here. Type the same to me in our personal chat, or run it in a shell on the server: seatkeeper export writes the file there.',
    );
  if (file !== null)
    throw new CommandError(
      'The file is sent to you here: leave out: away. It names files in a shell on the server.',
    );
  return { to: 'chat', send: sendFile };
}
