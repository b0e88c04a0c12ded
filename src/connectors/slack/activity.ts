import { z } from 'zod';
import { DAY_MS, type Instant } from '../../domain/day.ts';
import { Id } from '../base/id.ts';
import type { HttpApi } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';
import { PAGE_SIZE, teamOf } from './users.ts';

const Logins = Ok.extend({
  logins: z.array(z.object({ user_id: Id, date_last: z.number() })),
});

/** How far back the log is read; the last use of users who are not in it is unknown. */
const DAYS = 90;
/** Slack refuses a page after it. */
const MOST_PAGES = 100;

/**
 * When each user was last connected, from the log of accesses, the newest first.
 * https://docs.slack.dev/reference/methods/team.accessLogs
 */
export async function readActivity(
  { app, now }: SlackClient,
  api: HttpApi,
  workspaces: readonly (string | null)[],
): Promise<ReadonlyMap<string, Instant>> {
  const since = (now().getTime() - DAYS * DAY_MS) / 1000;
  const found = new Map<string, number>();
  for (const workspace of workspaces) {
    let pages = 0;
    const list = readList({
      app,
      api,
      first: `team.accessLogs?${new URLSearchParams({ limit: String(PAGE_SIZE), ...teamOf(workspace) })}`,
      rows: (answer) => answer.json(Logins).logins,
      next: nextByCursor('cursor', 'response_metadata', 'next_cursor'),
      stopsEarly: true,
    });
    for await (const page of list) {
      for (const { user_id, date_last } of page)
        found.set(user_id, Math.max(found.get(user_id) ?? 0, date_last));
      if (++pages === MOST_PAGES || page.every(({ date_last }) => date_last < since)) break;
    }
  }
  return new Map([...found].map(([id, seconds]) => [id, momentOf(seconds)]));
}

/** Slack counts seconds since 1970. */
export function momentOf(seconds: number): Instant {
  return new Date(seconds * 1000).toISOString();
}
