import type { DirectoryGroup } from '../../domain/groups.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

/** Replaces the groups of one source. Inside the transaction that seals its run. */
export function replaceGroups(store: Store, source: number, groups: readonly DirectoryGroup[]): void {
  store.sqlite.prepare('DELETE FROM directory_group WHERE source = ?').run(source);
  const add = store.sqlite.prepare('INSERT INTO directory_group (source, name, contains) VALUES (?, ?, ?)');
  for (const { name, contains } of groups) add.run(source, name, JSON.stringify(contains));
}

/** Whether the source had groups when it was read last. */
export function hadGroups(store: Store, source: number): boolean {
  return (
    store.sqlite.prepare('SELECT 1 FROM directory_group WHERE source = ? LIMIT 1').get(source) !== undefined
  );
}

/** A directory that lists groups without any members: it does not tell who is in which group. */
export interface SilentDirectory {
  readonly source: string;
  readonly groups: readonly string[];
}

export function silentDirectories(store: Store): readonly SilentDirectory[] {
  const rows = store.sqlite
    .prepare(
      `SELECT s.name AS source, json_group_array(d.name) AS groups
       FROM directory_group d JOIN source s ON s.id = d.source
       WHERE NOT EXISTS (
         SELECT 1 FROM person p, json_each(p."groups") j
         WHERE p.source = d.source AND p.gone_at IS NULL AND p."groups" <> '[]'
           AND j.value IN (SELECT name FROM directory_group WHERE source = d.source))
       GROUP BY d.source`,
    )
    .all() as { source: string; groups: string }[];
  return rows.map(({ source, groups }) => ({ source, groups: JSON.parse(groups) as string[] }));
}

/** The groups of all directories. */
export function directoryGroups(store: Store): readonly DirectoryGroup[] {
  const rows = prepared(store, 'SELECT name, contains FROM directory_group ORDER BY source, name').all() as {
    name: string;
    contains: string;
  }[];
  return rows.map(({ name, contains }) => ({ name, contains: JSON.parse(contains) as string[] }));
}
