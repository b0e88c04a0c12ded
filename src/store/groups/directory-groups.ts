import type { DirectoryGroup } from '../../domain/groups.ts';
import type { Store } from '../db/open.ts';

/** Replaces the groups of one source. Inside the transaction that seals its run. */
export function replaceGroups(store: Store, source: number, groups: readonly DirectoryGroup[]): void {
  store.sqlite.prepare('DELETE FROM directory_group WHERE source = ?').run(source);
  const add = store.sqlite.prepare('INSERT INTO directory_group (source, name, contains) VALUES (?, ?, ?)');
  for (const { name, contains } of groups) add.run(source, name, JSON.stringify(contains));
}

/** The groups of all directories. */
export function directoryGroups(store: Store): readonly DirectoryGroup[] {
  const rows = store.sqlite
    .prepare('SELECT name, contains FROM directory_group ORDER BY source, name')
    .all() as { name: string; contains: string }[];
  return rows.map(({ name, contains }) => ({ name, contains: JSON.parse(contains) as string[] }));
}
