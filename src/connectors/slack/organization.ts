import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { HttpApi } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';

const Text = z.string().nullish();
const Flag = z.boolean().nullish();

const User = z.object({
  id: Id,
  email: Text,
  username: Text,
  full_name: Text,
  is_active: Flag,
  is_admin: Flag,
  is_owner: Flag,
  is_primary_owner: Flag,
  is_restricted: Flag,
  is_ultra_restricted: Flag,
  is_bot: Flag,
  /** When a guest's time ends, in seconds; 0 for everybody else. */
  expiration_ts: z.number().nullish(),
  has_2fa: Flag,
  has_sso: Flag,
  date_created: z.number().nullish(),
  last_active_ts: z.number().nullish(),
  workspaces: z.array(z.string()).nullish(),
});

/** Somebody of an Enterprise organization, as its admins see them. */
export type OrganizationUser = z.infer<typeof User>;

const Page = Ok.extend({ users: z.array(User) });

/**
 * Everybody in the organization, by id: the active people and, with a second request, the others. `team_id` is left out, because with it
 * Slack does not tell when people were active. https://docs.slack.dev/reference/methods/admin.users.list
 */
export async function readOrganization(
  { app }: SlackClient,
  api: HttpApi,
): Promise<ReadonlyMap<string, OrganizationUser>> {
  const found = new Map<string, OrganizationUser>();
  for (const is_active of [true, false]) {
    const list = readList({
      app,
      api,
      first: { path: 'admin.users.list', body: { limit: 100, is_active } },
      send: { method: 'POST', idempotent: true },
      rows: (answer) => answer.json(Page).users,
      next: nextByCursor('cursor', 'response_metadata', 'next_cursor'),
    });
    for await (const page of list)
      for (const user of page) if (!found.has(user.id)) found.set(user.id, { is_active, ...user });
  }
  return found;
}
