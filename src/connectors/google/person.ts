import { normaliseEmail } from '../../domain/email.ts';
import type { PersonRecord } from '../../domain/person.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { leftOn } from '../base/left-on.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { instantIn, textIn } from '../base/text.ts';
import type { GoogleClient } from './client.ts';
import { addressesOf, nameOf, workOf } from './profile.ts';
import { type GoogleUser, listUsers } from './users.ts';

/** A user as somebody who may be a manager, and may have one. */
export interface GooglePerson {
  /** The primary address: managers are named by it. */
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly emails: readonly string[];
  readonly manager: { readonly name: string } | { readonly id: string } | null;
  readonly user: GoogleUser;
}

/**
 * The people of the organisation, followed by those who were deleted in the last 20 days, without guests, who are not employees. The two lists are
 * read at different moments: somebody in both was deleted in between, which the next read tells.
 */
export async function* listPeople(
  client: GoogleClient,
  customerId: string | null,
): AsyncGenerator<readonly GooglePerson[]> {
  const ids = createSeenIds();
  for await (const users of listUsers(client, customerId)) {
    for (const { id } of users) ids.add(id);
    yield users.filter(isPerson).map(personIn);
  }
  for await (const users of listUsers(client, customerId, { deleted: true }))
    yield users.filter((user) => isPerson(user) && ids.add(user.id)).map(personIn);
}

function isPerson({ isGuestUser }: GoogleUser): boolean {
  return isGuestUser !== true;
}

function personIn(user: GoogleUser): GooglePerson {
  const emails = addressesOf(user);
  const { manager } = workOf(user);
  const address = normaliseEmail(manager ?? '');
  return {
    id: emails[0] ?? user.id,
    name: nameOf(user),
    username: textIn(user.primaryEmail),
    emails,
    manager: address !== null ? { id: address } : manager !== null ? { name: manager } : null,
    user,
  };
}

/** People who are suspended or archived may come back, and have no date; people who are deleted have left. */
export function recordOf(
  { user, name, username, emails }: GooglePerson,
  { manager, groups }: Pick<PersonRecord, 'manager' | 'groups'>,
  io: Pick<ConnectorIo, 'timezone' | 'now'>,
): PersonRecord {
  const [email = null, ...aliases] = emails;
  const deleted = textIn(user.deletionTime) !== null;
  const closed = user.suspended === true || user.archived === true;
  const work = workOf(user);
  return {
    id: user.id,
    email,
    aliases,
    usernames: [username, work.employeeNumber].filter((text) => text !== null),
    name: name ?? username ?? email ?? user.id,
    status: deleted ? 'offboarded' : closed ? 'inactive' : 'active',
    department: work.department,
    // If the manager is not in the list, at least the address is known.
    manager: manager ?? work.manager,
    groups,
    startDate: null,
    endDate: deleted ? leftOn(instantIn(user.deletionTime), io) : null,
  };
}
