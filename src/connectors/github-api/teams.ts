import { z } from 'zod';
import type { AppGroup } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { GithubClient } from './client.ts';
import { listOf } from './lists.ts';

const Team = z.object({ id: Id, name: z.string(), slug: z.string() });
const Member = z.object({ id: Id });

/** The named teams, by name or slug, with their members; each costs extra requests. */
export async function* listTeams(
  client: GithubClient,
  named: readonly string[],
): AsyncGenerator<readonly AppGroup[]> {
  if (named.length === 0) return;
  const wanted = new Set(named);
  for await (const teams of listOf(client, `orgs/${client.org}/teams`, Team)) {
    const groups: AppGroup[] = [];
    for (const { id, name, slug } of teams.filter((team) => wanted.has(team.name) || wanted.has(team.slug))) {
      const members: string[] = [];
      const path = `orgs/${client.org}/teams/${encodeURIComponent(slug)}/members`;
      for await (const page of listOf(client, path, Member)) members.push(...page.map((member) => member.id));
      groups.push({ id, name, members });
    }
    if (groups.length > 0) yield groups;
  }
}
