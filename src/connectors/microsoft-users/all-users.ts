import type { ConnectorIo } from '../base/connector.ts';
import { ourAddressesIn } from '../base/text.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { type GraphServer, identityOf } from '../microsoft-graph/settings.ts';
import { isGuest } from '../microsoft-graph/user-marks.ts';
import { type GraphUser, USER, USER_FIELDS } from '../microsoft-graph/users.ts';
import { type KeptUsers, openKeptUsers } from './kept-users.ts';

/** Every user of the tenant: members, guests, agents. Deleted ones are in another list. */
export function openAllUsers(
  client: GraphClient,
  server: GraphServer,
  io: ConnectorIo,
): KeptUsers<GraphUser> {
  return openKeptUsers(client, {
    io,
    server: identityOf(server),
    fields: USER_FIELDS,
    expand: '',
    expanded: [],
    row: USER,
    reduced: (user) => withoutPrivate(user, io.domains),
  });
}

/** The user without addresses that no account has: private ones of members, and those that are no mail. */
export function withoutPrivate<
  User extends Pick<GraphUser, 'otherMails' | 'proxyAddresses' | 'userType' | 'userPrincipalName'>,
>(user: User, domains: readonly string[]): User {
  const { otherMails, proxyAddresses } = user;
  return {
    ...user,
    otherMails: isGuest(user) ? otherMails : ourAddressesIn(otherMails ?? [], domains),
    proxyAddresses: (proxyAddresses ?? []).filter((address) => /^smtp:/i.test(address)),
  };
}
