import { z } from 'zod';
import type { Account, AccountState } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { Id } from '../base/id.ts';
import { addressesIn, instantIn, textIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';
import { nameOf } from './account.ts';
import type { OktaApp } from './chosen-apps.ts';

const Text = z.string().nullish();
const Profile = z.object({ email: Text, displayName: Text, firstName: Text, lastName: Text });

/** Somebody who is assigned an app. The fields of the profile depend on the app. */
const AppUser = z.object({
  /** The id of the user in Okta. */
  id: Id,
  status: z.string(),
  /** Whether somebody assigned the app, or a group the user is in. */
  scope: z.string(),
  created: Text,
  credentials: z.object({ userName: Text }).nullish(),
  profile: Profile.partial().loose().nullish(),
  _embedded: z.object({ user: z.object({ profile: Profile.partial() }).nullish() }).nullish(),
});

type AppUser = z.infer<typeof AppUser>;

/** Other words, such as the one for an imported account that was never matched, are `unknown`. */
const STATES: Readonly<Record<string, AccountState>> = {
  ACTIVE: 'active',
  PROVISIONED: 'active',
  IMPLICIT: 'active',
  STAGED: 'invited',
  APPROVED: 'invited',
  PENDING: 'invited',
  INACTIVE: 'suspended',
  SUSPENDED: 'suspended',
  REVOKED: 'deactivated',
  DEPROVISIONED: 'deactivated',
};

/** If one person has several assignments, the one that gives most counts. */
const MOST_OPEN: readonly AccountState[] = ['active', 'unknown', 'invited', 'suspended', 'deactivated'];

const PAGE = 1000;

/** How an assignment is called that only groups give. */
export const BY_GROUP = 'by a group';

interface Assignment {
  readonly app: OktaApp;
  readonly user: AppUser;
}

/** Those who are assigned one of the apps, each once. `lastUsed` is by their id. */
export async function* listAssigned(
  client: OktaClient,
  apps: readonly OktaApp[],
  lastUsed: ReadonlyMap<string, Instant>,
): AsyncGenerator<readonly Account[]> {
  const [only] = apps;
  if (apps.length === 1 && only !== undefined) {
    for await (const users of listAppUsers(client, only))
      yield users.map((user) => accountOfAssignments([{ app: only, user }], lastUsed));
    return;
  }
  const byUser = new Map<string, Assignment[]>();
  for (const app of apps)
    for await (const users of listAppUsers(client, app))
      for (const user of users) byUser.set(user.id, [...(byUser.get(user.id) ?? []), { app, user }]);
  const everybody = [...byUser.values()];
  for (let at = 0; at < everybody.length; at += PAGE)
    yield everybody.slice(at, at + PAGE).map((assignments) => accountOfAssignments(assignments, lastUsed));
}

function listAppUsers({ api, app }: OktaClient, { id }: OktaApp): AsyncGenerator<readonly AppUser[]> {
  return readList({
    app,
    api,
    first: `apps/${encodeURIComponent(id)}/users?limit=500&expand=user`,
    rows: (answer) => answer.json(z.array(AppUser)),
    next: nextByLink(),
  });
}

/** One assignment, from the answer that holds it. */
export function readAppUser(answer: HttpAnswer): AppUser {
  return answer.json(AppUser);
}

/** The account of somebody with these assignments, of which there is at least one. */
export function accountOfAssignments(
  assignments: readonly Assignment[],
  lastUsed: ReadonlyMap<string, Instant>,
): Account {
  const ranked = assignments.toSorted(
    (a, b) => MOST_OPEN.indexOf(stateOf(a)) - MOST_OPEN.indexOf(stateOf(b)),
  );
  const [{ user, app }, ...others] = ranked as [Assignment, ...Assignment[]];
  const { id, profile, credentials, created, _embedded: embedded } = user;
  const names = { ...embedded?.user?.profile, ...filled(profile) };
  const byGroup = assignments.filter((each) => each.user.scope === 'GROUP').length;
  return {
    id,
    emails: addressesIn([profile?.email, embedded?.user?.profile.email, credentials?.userName]),
    username: textIn(credentials?.userName),
    name: nameOf(names),
    state: stateOf({ app, user }),
    kind: 'unknown',
    role: null,
    // An assignment lets somebody sign in; Okta does not know which license they hold in the app.
    licenses: [],
    lastActive: lastUsed.get(id) ?? null,
    created: instantIn(created),
    columns: {
      ...(others.length === 0 ? {} : { apps: assignments.map((each) => each.app.label).join(', ') }),
      appStatus: user.status,
      assigned: byGroup === 0 ? 'directly' : byGroup === assignments.length ? BY_GROUP : 'both ways',
    },
  };
}

function stateOf({ user }: Assignment): AccountState {
  return STATES[user.status] ?? 'unknown';
}

/** The fields that are not empty: an app's profile may have an empty name. */
function filled(profile: AppUser['profile']): Partial<z.infer<typeof Profile>> {
  const { displayName, firstName, lastName } = profile ?? {};
  return Object.fromEntries(
    Object.entries({ displayName, firstName, lastName }).filter(([, value]) => textIn(value) !== null),
  );
}
