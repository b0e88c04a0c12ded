import { z } from 'zod';
import { Id } from '../base/id.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import type { ZoomClient } from './client.ts';

const Text = z.string().nullish();
/** A code that some answers write as a number; above 2^53 it arrives as text. */
const Code = z.union([z.string(), z.number()]).transform(String).nullish();

/** Dates are ISO 8601. https://developers.zoom.us/docs/api/users/#tag/users/GET/users */
const Row = z.object({
  email: Text,
  first_name: Text,
  last_name: Text,
  display_name: Text,
  /** 1 Basic, 2 Licensed, 4 without meetings, 99 none. */
  type: z.number().nullish(),
  last_login_time: Text,
  last_client_version: Text,
  dept: Text,
  /** `0` owner, `1` admin, `2` member, or a role of the company's own. */
  role_id: Code,
  employee_unique_id: Text,
  plan_united_type: Code,
  zoom_one_type: Code,
  license_info_list: z.array(z.object({ license_type: Text })).nullish(),
  /** When the user joined this account. */
  created_at: Text,
  user_created_at: Text,
});

/** Somebody who has not accepted an invitation has no id yet. */
const Pending = Row.extend({ id: Id.nullish() });
const Listed = Row.extend({ id: Id });

export type ZoomStatus = 'active' | 'inactive' | 'pending';
export type ZoomUser = z.infer<typeof Pending> & { readonly status: ZoomStatus };

const One = Listed.extend({ status: z.enum(['active', 'inactive', 'pending']) });

/** One user; `null` where Zoom knows none with this id. https://developers.zoom.us/docs/api/users/#tag/users/GET/users/{userId} */
export async function readUser({ api }: ZoomClient, id: string): Promise<ZoomUser | null> {
  const answer = await api.send(`users/${encodeURIComponent(id)}`, { method: 'GET', accept: ['absent'] });
  return answer.means === 'absent' ? null : answer.json(One);
}

/** The most that Zoom gives at once. */
const PAGE_SIZE = 300;

/** Every user: each status is a list of its own, and without one only active users come. Users who change status during the read are listed once. */
export async function* listUsers(client: ZoomClient): AsyncGenerator<readonly ZoomUser[]> {
  const seen = createSeenIds();
  for (const status of ['active', 'inactive', 'pending'] as const)
    for await (const users of listWith(client, status))
      yield users
        .filter(({ id }) => id === null || id === undefined || seen.add(id))
        .map((user) => ({ ...user, status }));
}

async function* listWith(
  { api, app }: ZoomClient,
  status: ZoomStatus,
): AsyncGenerator<readonly z.infer<typeof Pending>[]> {
  const User = status === 'pending' ? Pending : Listed;
  const Page = z.object({ users: z.array(User), total_records: z.number().nullish() });
  let [total, read] = [0, 0];
  const pages = readList({
    app,
    api,
    first: `users?${new URLSearchParams({ status, page_size: String(PAGE_SIZE) })}`,
    rows: (answer) => {
      const { users, total_records } = answer.json(Page);
      total = total_records ?? 0;
      read += users.length;
      return users;
    },
    next: nextByCursor('next_page_token', 'next_page_token'),
  });
  yield* pages;
  if (read < total) throw api.changed(`counts ${total} ${status} users and listed ${read}`);
}
