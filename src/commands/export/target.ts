import {
  CANNOT_SEND,
  contradictionText,
  NO_OUT_IN_CHAT,
  noFormatText,
  WRITE_OUT,
} from '../../chat/say/export/refusal.ts';
import { FORMATS, type Format } from '../../export/write-sheet.ts';
import { CommandError, type Request, type SendFile } from '../command.ts';
import { oneOf } from '../resolve.ts';

/** Where the file goes: into a folder on this machine, or to the person who asked. */
export type Out =
  | { readonly to: 'file'; readonly file: string | null }
  | { readonly to: 'chat'; readonly send: SendFile };

/** `out:` names the file; its ending is the format unless `format:` is there. */
export function targetOf(request: Request): { format: Format; out: Out } {
  const { format, out } = request.filters;
  if (request.flags.has('out')) throw new CommandError(WRITE_OUT);
  const wanted = format === undefined ? null : oneOf('format', format, FORMATS);
  const end =
    out === undefined ? null : (FORMATS.find((each) => out.toLowerCase().endsWith(`.${each}`)) ?? null);
  if (wanted !== null && end !== null && wanted !== end)
    throw new CommandError(contradictionText(out ?? '', wanted));
  if (out !== undefined && wanted === null && end === null) throw new CommandError(noFormatText(out));
  return { format: wanted ?? end ?? 'csv', out: outOf(request, out ?? null) };
}

function outOf({ by, sendFile }: Request, file: string | null): Out {
  if (by.on === 'terminal') return { to: 'file', file };
  if (sendFile === null) throw new CommandError(CANNOT_SEND);
  if (file !== null) throw new CommandError(NO_OUT_IN_CHAT);
  return { to: 'chat', send: sendFile };
}
