import { count } from '../words.ts';

/** A directory that lists groups and nobody in any of them. */
export interface SilentDirectoryView {
  readonly source: string;
  readonly groups: readonly string[];
}

/** For health, and under every answer about groups. */
export function silentDirectoryText({ source, groups }: SilentDirectoryView): string {
  return `The directory does not list members: roster ${source} has ${count(groups.length, 'group')} and nobody in any of them. Who is in which group is not known. Let its token read members, or set groups: false.`;
}
