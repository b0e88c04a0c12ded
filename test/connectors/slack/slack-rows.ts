import { fixtureOf } from '../vendors/fixture.ts';
import type { Reply } from '../vendors/server.ts';

const fixture = fixtureOf('slack');
export const EXAMPLES = fixture('slack_web_openapi_v2.examples.json');

export type Row = Record<string, unknown>;
export type Member = Row & { id: string };

/** A member as in Slack's own example, with these changes. */
export function member(id: string, changes: Row = {}): Member {
  const [example] = EXAMPLES['/users.list']['200'].members;
  const { profile, ...rest } = changes;
  return {
    ...example,
    id,
    name: id.toLowerCase(),
    is_admin: false,
    ...rest,
    profile: { ...example.profile, email: `${id.toLowerCase()}@acme.co`, ...((profile as Row) ?? {}) },
  };
}

/** Somebody of the organization, as in Slack's own log of an answer. */
export function organizationUser(id: string, changes: Row = {}): Member {
  const [example] = fixture('admin.users.list.json').users;
  return {
    ...example,
    id,
    email: `${id.toLowerCase()}@acme.co`,
    username: id,
    is_active: true,
    expiration_ts: 0,
    ...changes,
  };
}

export function login(user_id: string, at: string): Row {
  const [example] = EXAMPLES['/team.accessLogs']['200'].logins;
  const seconds = Date.parse(at) / 1000;
  return { ...example, user_id, date_first: seconds, date_last: seconds };
}

/** Slack sends its errors with 200. */
export function slackError(error: string, more: Row = {}): Reply {
  return { body: { ok: false, error, ...more } };
}
