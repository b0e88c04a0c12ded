import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import { Id } from '../base/id.ts';
import type { GraphClient } from './client.ts';
import { rowsOf, withFields } from './list.ts';

const Text = z.string().nullish();

/** A license, and how it came: directly, or through a group. */
const Assignment = z.object({ skuId: z.string(), assignedByGroup: Text, state: Text, error: Text });

/** A user as Graph sends it. */
export const USER = z.object({
  /** Present only on special kinds of user. */
  '@odata.type': Text,
  id: Id,
  userPrincipalName: Text,
  mail: Text,
  proxyAddresses: z.array(z.string()).nullish(),
  otherMails: z.array(z.string()).nullish(),
  displayName: Text,
  accountEnabled: z.boolean().nullish(),
  userType: Text,
  identityParentId: Text,
  externalUserState: Text,
  assignedLicenses: z
    .array(z.object({ skuId: z.string(), disabledPlans: z.array(z.string()).nullish() }))
    .nullish(),
  licenseAssignmentStates: z.array(Assignment).nullish(),
  createdDateTime: Text,
  employeeId: Text,
  department: Text,
  jobTitle: Text,
  companyName: Text,
  usageLocation: Text,
  onPremisesSyncEnabled: z.boolean().nullish(),
});

export type GraphUser = z.infer<typeof USER>;

const usersIn = rowsOf(USER);

/** Graph gives only the fields that are asked for, in addition to its annotations. */
export const USER_FIELDS = Object.keys(USER.shape).filter((name) => !name.startsWith('@'));

/** One user, as the list has them; `null` where there is none with this id, or it was deleted. */
export async function readUser(client: GraphClient, id: string): Promise<GraphUser | null> {
  const answer = await withFields(USER_FIELDS, (select) =>
    client.api.send(`users/${encodeURIComponent(id)}?$select=${select}`, {
      method: 'GET',
      accept: ['start-over', 404],
    }),
  );
  if (answer.status === 404) return null;
  const [user] = seen(client, [answer.json(USER)]);
  return user ?? null;
}

/** The most that Graph gives at once. */
export const PAGE_SIZE = 999;

/** Proves that the list can be read and shows what is needed of each user. Returns the id of the first. */
export async function proveSeesUsers(client: GraphClient): Promise<string | null> {
  const answer = await client.api.send('users?$top=1&$select=id,accountEnabled', { method: 'GET' });
  const [first] = seen(client, usersIn(answer));
  return first?.id ?? null;
}

/**
 * Every user is either enabled or not. A token that may read only the basic profile (User.ReadBasic.All) gets all users without that,
 * and without addresses and licenses, but with no error.
 */
export function seen<Row extends Pick<GraphUser, 'accountEnabled'>>(
  { app }: Pick<GraphClient, 'app'>,
  rows: readonly Row[],
): readonly Row[] {
  const hidden = ({ accountEnabled }: Row) => accountEnabled === undefined || accountEnabled === null;
  if (rows.length === 0 || !rows.every(hidden)) return rows;
  const advice =
    'grant the app registration the application permission User.Read.All of Microsoft Graph, and admin consent';
  throw new ConnectorError(
    app,
    'permission',
    `Microsoft Graph lists users, but not whether they are enabled: the token sees only their basic profile; ${advice}`,
    { right: 'User.Read.All', advice },
  );
}
