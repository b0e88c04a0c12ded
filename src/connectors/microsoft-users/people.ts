import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import type { Limits } from '../base/limits.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { listWith, rowsOf } from '../microsoft-graph/list.ts';
import { readMailboxKinds } from '../microsoft-graph/mailbox-kinds.ts';
import { type GraphServer, identityOf } from '../microsoft-graph/settings.ts';
import { hasMailbox, isAgent, isGuest } from '../microsoft-graph/user-marks.ts';
import { PAGE_SIZE, USER } from '../microsoft-graph/users.ts';
import { withoutPrivate } from './all-users.ts';
import { type KeptUsers, openKeptUsers } from './kept-users.ts';

const Text = z.string().nullish();

const Person = USER.omit({
  licenseAssignmentStates: true,
  createdDateTime: true,
  externalUserState: true,
  jobTitle: true,
  companyName: true,
  usageLocation: true,
}).extend({
  employeeHireDate: Text,
  onPremisesSamAccountName: Text,
});
const Listed = Person.extend({
  employeeLeaveDateTime: Text,
  manager: z.object({ id: Text, displayName: Text, mail: Text }).nullish(),
});
type ListedPerson = z.infer<typeof Listed>;
const Deleted = Person.extend({ deletedDateTime: Text });

/** Somebody in the tenant; deleted people have a date. */
export type GraphPerson = z.infer<typeof Person> &
  Partial<Pick<z.infer<typeof Listed>, 'employeeLeaveDateTime' | 'manager'>> &
  Partial<Pick<z.infer<typeof Deleted>, 'deletedDateTime'>>;

const FIELDS = Object.keys(Person.shape).filter((name) => !name.startsWith('@'));
const deleted = rowsOf(Deleted);

/**
 * The people of the tenant, followed by those who were deleted within 30 days, without guests, who are not employees, and without agents and shared
 * mailboxes. The two lists are read at different moments: somebody in both was deleted in between, which the next read tells.
 */
export async function* listPeople(
  client: GraphClient,
  limits: Limits,
  usersWith: (leaving: readonly string[]) => Pick<KeptUsers<GraphPerson>, 'pages'>,
): AsyncGenerator<readonly GraphPerson[]> {
  const ids = createSeenIds();
  const users = usersWith((await knowsLastDays(client, limits)) ? ['employeeLeaveDateTime'] : []);
  for await (const page of users.pages()) {
    for (const { id } of page) ids.add(id);
    const people = page.filter(isPerson);
    const shared = await sharedAmong(client, limits, people);
    yield people.filter(({ id }) => !shared.has(id));
  }
  const bin = listWith(
    client,
    [...FIELDS, 'deletedDateTime'],
    (select) => `directory/deletedItems/microsoft.graph.user?$top=${PAGE_SIZE}&$select=${select}`,
    deleted,
  );
  for await (const page of bin) yield page.filter((person) => isPerson(person) && ids.add(person.id));
}

/** The users of the tenant as `listPeople` wants them; `leaving`: the field of the last day, where it may be asked for. */
export function openPeople(
  client: GraphClient,
  server: GraphServer,
  io: ConnectorIo,
  leaving: readonly string[],
): KeptUsers<ListedPerson> {
  return openKeptUsers(client, {
    io,
    server: identityOf(server),
    fields: [...FIELDS, ...leaving],
    expand: '&$expand=manager($select=id,displayName,mail)',
    expanded: ['manager'],
    row: Listed,
    reduced: (user) => (isPerson(user) ? withoutPrivate(user, io.domains) : nobody(user)),
    besides: withManager,
  });
}

/** Of guests and agents, who are counted and are no people, nothing is kept but that. */
function nobody({ id, accountEnabled }: ListedPerson): ListedPerson {
  return { id, accountEnabled, userType: 'Guest' };
}

/** The manager by the name that they have now. */
function withManager(
  user: ListedPerson,
  changed: ReadonlyMap<string, ListedPerson>,
  removed: ReadonlySet<string>,
): ListedPerson {
  const id = user.manager?.id ?? null;
  if (id !== null && removed.has(id)) return { ...user, manager: null };
  const manager = id === null ? undefined : changed.get(id);
  if (manager === undefined || !isPerson(manager)) return user;
  const { displayName, mail } = manager;
  return { ...user, manager: { id, displayName, mail } };
}

/**
 * Shared mailboxes, rooms and equipment are users too, mostly disabled ones, and would look like inactive people. They hold no license, so only
 * users without one are checked; Graph does not know mailboxes that are on-premises.
 */
async function sharedAmong(
  client: GraphClient,
  limits: Limits,
  people: readonly GraphPerson[],
): Promise<ReadonlySet<string>> {
  const asked = people
    .filter(
      (user) =>
        hasMailbox(user) && user.onPremisesSyncEnabled !== true && (user.assignedLicenses ?? []).length === 0,
    )
    .map(({ id }) => id);
  // If it was refused once, it will be refused for every page.
  if (asked.length === 0 || limits.withheld().some(({ capability }) => capability === 'kind'))
    return new Set();
  const kinds = (await limits.unless('kind', () => readMailboxKinds(client, asked))) ?? new Map();
  return new Set(asked.filter((id) => kinds.get(id) === 'shared'));
}

function isPerson(user: GraphPerson): boolean {
  return !isGuest(user) && !isAgent(user);
}

/** Last days need a separate right; asking for them without it fails the whole list. */
export async function knowsLastDays({ api }: GraphClient, limits: Limits): Promise<boolean> {
  const probe = 'users?$top=1&$select=id,employeeLeaveDateTime';
  const { means } = await api.send(probe, { method: 'GET', accept: ['right-missing'] });
  if (means !== 'fine') limits.withhold('lastDay', NO_LAST_DAYS);
  return means === 'fine';
}

const NO_LAST_DAYS =
  'grant the app registration the application permission User-LifeCycleInfo.Read.All of Microsoft Graph, and admin consent; until then only deleted users have left';
