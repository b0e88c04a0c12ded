import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { rowsOf } from '../microsoft-graph/list.ts';

/** The most values in a filter with `in`. https://learn.microsoft.com/graph/filter-query-parameter */
const AT_ONCE = 15;

const groupsIn = rowsOf(z.object({ id: Id, displayName: z.string().nullish() }));

/** Names of groups by their ids, each asked for once. Without the right to read groups, the id serves as the name. */
export interface GroupNames {
  /** Makes these known. */
  learn(ids: ReadonlySet<string>): Promise<void>;
  nameOf(id: string): string;
}

export function openGroupNames({ api }: GraphClient, limits: Limits): GroupNames {
  const names = new Map<string, string>();
  let refused = false;
  return {
    async learn(ids) {
      const unknown = [...ids].filter((id) => !names.has(id));
      for (const id of unknown) names.set(id, id);
      for (let at = 0; at < unknown.length && !refused; at += AT_ONCE) {
        const list = unknown.slice(at, at + AT_ONCE).map((id) => `'${id.replaceAll("'", "''")}'`);
        const query = `$filter=${encodeURIComponent(`id in (${list.join(',')})`)}&$select=id,displayName`;
        const answer = await limits.unless('groups', () => api.send(`groups?${query}`, { method: 'GET' }));
        refused = answer === null;
        for (const { id, displayName } of answer === null ? [] : groupsIn(answer))
          names.set(id, displayName ?? id);
      }
    },
    nameOf: (id) => names.get(id) ?? id,
  };
}
