import { z } from 'zod';
import { NO_DIRECTORY, readDirectory, type ScimDirectory } from '../connectors/scim/groups.ts';
import { listUsers } from '../connectors/scim/list.ts';
import { ScimServer, scimApi } from '../connectors/scim/server.ts';
import type { ScimUser } from '../connectors/scim/user.ts';
import type { PersonRecord } from '../domain/person.ts';
import { defineRosterSource } from './roster.ts';

const Settings = ScimServer.extend({
  /** Whether to read /Groups too: false for a token that may read only users. */
  groups: z.boolean().default(true),
});

/** The roster of a company whose directory or HR system speaks SCIM 2.0: https://www.rfc-editor.org/rfc/rfc7643 */
export const scimRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'scim',
  name: 'SCIM 2.0',
  settings: Settings,
  scopes: ['A SCIM token that may read users, and groups unless `groups: false` is set.'],
  connect(settings, io) {
    const api = scimApi(io.app, settings, io);
    let read: Promise<ScimDirectory> | null = null;
    const directory = () => {
      read ??= settings.groups
        ? readDirectory(api, io.app, settings.pageSize)
        : Promise.resolve(NO_DIRECTORY);
      return read;
    };
    return {
      async *people() {
        const groups = await directory();
        for await (const users of listUsers(api, io.app, settings.pageSize))
          yield users.map((user) => personOf(user, groups));
      },
      groups: async () => (await directory()).groups,
    };
  },
});

function personOf(user: ScimUser, { names, groupsOfUser }: ScimDirectory): PersonRecord {
  const [email = null, ...aliases] = user.emails;
  return {
    id: user.id,
    email,
    aliases,
    usernames: [user.username, user.employeeNumber].filter((name) => name !== null),
    name: user.name ?? user.username ?? email ?? user.id,
    // SCIM cannot distinguish a leaver from a paused account, and has no dates.
    status: user.active ? 'active' : 'inactive',
    department: user.department,
    manager: user.manager,
    // Many servers leave a user's groups out, or give only their ids.
    groups:
      user.groups.length > 0
        ? user.groups.map((group) => names.get(group) ?? group)
        : (groupsOfUser.get(user.id) ?? []),
    startDate: null,
    endDate: null,
  };
}
