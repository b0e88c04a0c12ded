import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import type { GoogleClient } from './client.ts';

const Text = z.string().nullish();
const Flag = z.boolean().nullish();

/** Google lets a company write anything here. Values of another form are left out, because nothing depends on them. */
function unchecked<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().catch(null);
}

/** Dates are ISO 8601. https://developers.google.com/workspace/admin/directory/reference/rest/v1/users */
const User = z.object({
  id: Id,
  customerId: Text,
  primaryEmail: z.string(),
  aliases: z.array(z.string()).nullish(),
  nonEditableAliases: z.array(z.string()).nullish(),
  emails: z.array(z.object({ address: Text, type: Text })).nullish(),
  name: z.object({ fullName: Text, givenName: Text, familyName: Text }).nullish(),
  suspended: Flag,
  suspensionReason: Text,
  suspensionTime: Text,
  archived: Flag,
  archivalTime: Text,
  deletionTime: Text,
  isAdmin: Flag,
  isDelegatedAdmin: Flag,
  isEnrolledIn2Sv: Flag,
  isMailboxSetup: Flag,
  isGuestUser: Flag,
  guestAccountInfo: z.object({ primaryGuestEmail: Text }).nullish(),
  lastLoginTime: Text,
  creationTime: Text,
  orgUnitPath: Text,
  externalIds: unchecked(z.array(z.object({ value: Text, type: Text }))),
  organizations: unchecked(
    z.array(z.object({ primary: Flag, title: Text, department: Text, costCenter: Text })),
  ),
  relations: unchecked(z.array(z.object({ value: Text, type: Text }))),
  /** The company's own fields, by schema and field. */
  customSchemas: unchecked(z.record(z.string(), z.record(z.string(), z.unknown()))),
});

export type GoogleUser = z.infer<typeof User>;

const Page = z.object({ users: z.array(User).nullish() });

/** The most that Google gives at once. */
const PAGE_SIZE = '500';

/** The fields that are read, so that the rest is not sent. */
const FIELDS = `nextPageToken,users(${Object.keys(User.shape)
  .map((name) => (name === 'name' ? 'name(fullName,givenName,familyName)' : name))
  .join(',')})`;

/**
 * Every user of the customer, over all of its domains; or those who were deleted in the last 20 days, who are in a separate list.
 * `basic`, the usual projection, leaves the company's own fields out.
 */
export function listUsers(
  { app, users: api, customer }: GoogleClient,
  customerId: string | null,
  { deleted = false }: { readonly deleted?: boolean } = {},
): AsyncGenerator<readonly GoogleUser[]> {
  const query = new URLSearchParams({
    customer,
    maxResults: PAGE_SIZE,
    projection: 'full',
    ...(deleted ? { showDeleted: 'true' } : {}),
    fields: FIELDS,
  });
  return readList({
    app,
    api,
    first: `users?${query}`,
    rows: (answer) => rowsOf(answer, customerId),
    next: nextByCursor('pageToken', 'nextPageToken'),
  });
}

/** One user, as the list has them; `null` where there is none with this id, or it was deleted. */
export async function readUser({ users: api }: GoogleClient, id: string): Promise<GoogleUser | null> {
  const query = new URLSearchParams({ projection: 'full' });
  const path = `users/${encodeURIComponent(id)}?${query}`;
  const answer = await api.send(path, { method: 'GET', accept: ['absent'] });
  return answer.means === 'absent' ? null : answer.json(User);
}

/** A page without users has no `users` at all. */
function rowsOf(answer: HttpAnswer, customerId: string | null): readonly GoogleUser[] {
  const users = answer.json(Page).users ?? [];
  const foreign = users.find((user) => customerId !== null && (user.customerId ?? customerId) !== customerId);
  if (foreign === undefined) return users;
  throw answer.unexpected(
    `lists a user of the customer ${foreign.customerId}, not of ${customerId}, so nothing in the list was used`,
  );
}
