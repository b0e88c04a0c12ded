import { z } from 'zod';
import { Id } from '../base/id.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';

const Text = z.string().nullish();
const Flag = z.boolean().nullish();

const User = z.object({
  id: Id,
  team_id: Text,
  name: Text,
  real_name: Text,
  deleted: Flag,
  tz: Text,
  has_2fa: Flag,
  is_admin: Flag,
  is_owner: Flag,
  is_primary_owner: Flag,
  is_restricted: Flag,
  is_ultra_restricted: Flag,
  is_bot: Flag,
  is_workflow_bot: Flag,
  is_invited_user: Flag,
  is_stranger: Flag,
  profile: z
    .object({
      email: Text,
      real_name: Text,
      real_name_normalized: Text,
      display_name: Text,
      title: Text,
      guest_invited_by: Text,
      guest_expiration_ts: z.number().nullish(),
    })
    .nullish(),
  enterprise_user: z
    .object({ id: Text, enterprise_id: Text, teams: z.array(z.string()).nullish() })
    .nullish(),
});

export type SlackUser = z.infer<typeof User>;

/** One user; `null` if Slack knows none with this id. https://docs.slack.dev/reference/methods/users.info */
export async function readUser({ api }: SlackClient, id: string): Promise<SlackUser | null> {
  const path = `users.info?${new URLSearchParams({ user: id })}`;
  const answer = await api.send(path, { method: 'GET', accept: ['absent'] });
  return answer.means === 'absent' ? null : answer.json(Ok.extend({ user: User })).user;
}

const Page = Ok.extend({ members: z.array(User) });

/** The most that Slack gives at once. */
export const PAGE_SIZE = 1000;

/** Everybody of one workspace, people of other companies included. https://docs.slack.dev/reference/methods/users.list */
export function listUsers(
  { app, api }: SlackClient,
  workspace: string | null,
): AsyncGenerator<readonly SlackUser[]> {
  return readList({
    app,
    api,
    first: `users.list?${new URLSearchParams({ limit: String(PAGE_SIZE), ...teamOf(workspace) })}`,
    rows: (answer) => answer.json(Page).members,
    next: nextByCursor('cursor', 'response_metadata', 'next_cursor'),
  });
}

export function teamOf(workspace: string | null): Readonly<Record<string, string>> {
  return workspace === null ? {} : { team_id: workspace };
}

/** The workspaces that are read, and the Enterprise organization they are in. */
export interface Company {
  readonly teams: ReadonlySet<string>;
  readonly enterprise: string | null;
}

/**
 * Whether somebody has an account here. People of other companies who share a channel are in the list as well; `is_stranger` is set for
 * some of them only, so the workspace decides.
 */
export function isOurs(
  { is_stranger, team_id, enterprise_user }: SlackUser,
  { teams, enterprise }: Company,
): boolean {
  if (is_stranger === true) return false;
  const isHere = team_id == null || teams.has(team_id);
  if (enterprise === null || enterprise_user?.enterprise_id == null) return isHere || team_id === enterprise;
  if (enterprise_user.enterprise_id !== enterprise) return false;
  // Deactivated users are no longer in any workspace, and are listed by the one they were in.
  const theirs = enterprise_user.teams ?? [];
  return isHere || theirs.length === 0 || theirs.some((team) => teams.has(team));
}
