import { type Examined, good, unsure } from '../chats/examined.ts';
import { joined } from '../words.ts';

/** What `doctor` says about secrets from files; `null` if there are none. Names variables, never values. */
export function secretFilesExamined(
  files: readonly { readonly variable: string; readonly file: string; readonly openToAll: boolean }[],
): Examined | null {
  if (files.length === 0) return null;
  const found = `from files: ${files.map(({ variable }) => variable).join(', ')}`;
  const open = files.filter(({ openToAll }) => openToAll);
  if (open.length === 0) return good('secrets', found);
  return unsure(
    'secrets',
    found,
    `Every user of this machine may read ${joined(open.map(({ file }) => file))}. Outside a container, run chmod 600 on ${open.length === 1 ? 'it' : 'them'}.`,
  );
}
