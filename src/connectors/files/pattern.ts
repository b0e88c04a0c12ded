/** A file in a folder. */
export interface FolderEntry {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export type Picked = { readonly name: string } | { readonly problem: string };

/** Names that programs give to a file until it is complete, and to their helper files. */
const UNFINISHED = /^(?:\.|~\$)|(?:~|\.(?:part|partial|filepart|tmp|temp|crdownload|download|swp|lock))$/i;

/** Whether a name is a pattern that any fitting file matches. */
export function isPattern(name: string): boolean {
  return name.includes('*');
}

/**
 * The newest of the files that fit `slack-*.csv`, where `*` is any text. Files of the same second are equally new, and nobody can tell which one is meant, so
 * none is taken. Unfinished files are left out, unless the pattern names them.
 */
export function newestFit(pattern: string, entries: readonly FolderEntry[]): Picked {
  const fits = fitOf(pattern);
  const fitting = entries
    .filter(({ name }) => fits(name) && !(UNFINISHED.test(name) && !UNFINISHED.test(pattern)))
    .toSorted((a, b) => b.modified - a.modified || (a.name < b.name ? -1 : 1));
  const [first, second] = fitting;
  if (first === undefined) return { problem: 'fits no file; put one there, or correct the pattern' };
  if (second === undefined || secondOf(second) !== secondOf(first)) return { name: first.name };
  const equal = fitting.filter((entry) => secondOf(entry) === secondOf(first)).length;
  const at = new Date(first.modified).toISOString().slice(0, 19);
  const many = equal === 2 ? 'two files' : `${equal} files`;
  return {
    problem: `fits ${many} that are equally new (${first.name} and ${second.name}, written ${at}Z); delete one, or write a narrower pattern`,
  };
}

function secondOf({ modified }: FolderEntry): number {
  return Math.floor(modified / 1000);
}

function fitOf(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => whole.test(name.normalize('NFC')) || whole.test(name);
}
