import { z } from 'zod';
import type { AppGroup } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';
import { teamOf } from './users.ts';

const Groups = Ok.extend({
  usergroups: z.array(
    z.object({ id: Id, name: z.string(), date_delete: z.number().nullish(), users: z.array(Id).nullish() }),
  ),
});

/** Proves that user groups can be read at all. */
export async function proveSeesGroups(
  { api }: SlackClient,
  workspace: string | null,
  limits: Limits,
): Promise<void> {
  const query = new URLSearchParams({ include_users: 'false', ...teamOf(workspace) });
  await limits.unless('groups', () => api.get(`usergroups.list?${query}`, Groups));
}

/** User groups with their members, in one answer. https://docs.slack.dev/reference/methods/usergroups.list */
export async function* listGroups(
  { api }: SlackClient,
  workspaces: readonly (string | null)[],
  limits: Limits,
): AsyncGenerator<readonly AppGroup[]> {
  for (const workspace of workspaces) {
    const query = new URLSearchParams({ include_users: 'true', ...teamOf(workspace) });
    const found = await limits.unless('groups', () => api.get(`usergroups.list?${query}`, Groups));
    const open = found?.usergroups.filter(({ date_delete }) => !date_delete) ?? [];
    yield open.map(({ id, name, users }) => ({ id, name, members: users ?? [] }));
  }
}
