import { listUsers } from '../connectors/scim-list.ts';
import { ScimServer, scimApi } from '../connectors/scim-server.ts';
import type { ScimUser } from '../connectors/scim-user.ts';
import type { PersonRecord } from '../domain/person.ts';
import { defineRosterSource } from './roster.ts';

/** The roster of a company whose directory or HR system speaks SCIM 2.0: https://www.rfc-editor.org/rfc/rfc7643 */
export const scimRoster = defineRosterSource<ScimServer>({
  id: 'scim',
  name: 'SCIM 2.0',
  settings: ScimServer,
  scopes: ['A SCIM token that may read users.'],
  connect(settings, io) {
    const api = scimApi(io.app, settings, io);
    return {
      async *people() {
        for await (const users of listUsers(api, io.app, settings.pageSize)) yield users.map(personOf);
      },
    };
  },
});

function personOf(user: ScimUser): PersonRecord {
  const [email = null, ...aliases] = user.emails;
  return {
    id: user.id,
    email,
    aliases,
    usernames: [user.username, user.employeeNumber].filter((name) => name !== null),
    name: user.name ?? user.username ?? email ?? user.id,
    // SCIM does not tell a leaver from a paused account, and has no dates.
    status: user.active ? 'active' : 'inactive',
    department: user.department,
    manager: user.manager,
    groups: user.groups,
    startDate: null,
    endDate: null,
  };
}
