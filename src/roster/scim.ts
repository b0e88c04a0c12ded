import { z } from 'zod';
import { openMeter } from '../connectors/base/usage.ts';
import { NO_DIRECTORY, readDirectory, type ScimDirectory } from '../connectors/scim/groups.ts';
import { listUsers } from '../connectors/scim/list.ts';
import { type Paging, pagingOf } from '../connectors/scim/paging.ts';
import { SCIM_LEAVERS, SCIM_ROSTER_RIGHTS } from '../connectors/scim/rights.ts';
import { oneScimCredential, ScimServer, scimApi } from '../connectors/scim/server.ts';
import type { ScimUser } from '../connectors/scim/user.ts';
import type { PersonRecord } from '../domain/person.ts';
import { managerNames } from './manager-names.ts';
import { defineRosterSource, type Memberships } from './roster.ts';

const Settings = ScimServer.extend({
  /** Whether to read /Groups too: false for a token that may read only users. */
  groups: z.boolean().default(true),
}).superRefine(oneScimCredential);

/** The roster of a company whose directory or HR system speaks SCIM 2.0: https://www.rfc-editor.org/rfc/rfc7643 */
export const scimRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'scim',
  name: 'SCIM 2.0',
  settings: Settings,
  rights: SCIM_ROSTER_RIGHTS,
  leavers: SCIM_LEAVERS,
  connect(settings, io) {
    const meter = openMeter();
    const api = scimApi(io.app, settings, io, { meter });
    let paging: Promise<Paging> | null = null;
    let read: Promise<ScimDirectory> | null = null;
    let members = 0;
    const page = () => {
      paging ??= pagingOf(api, settings);
      return paging;
    };
    const directory = async () => {
      read ??= settings.groups ? readDirectory(api, io.app, await page()) : Promise.resolve(NO_DIRECTORY);
      return read;
    };
    return {
      async *people() {
        const groups = await directory();
        const managers = managerNames<ScimUser>(({ manager }) => manager);
        members = 0;
        const toPerson = ({ item, manager }: { item: ScimUser; manager: string | null }) => {
          const person = personOf(item, manager, groups);
          if (person.groups.length > 0) members++;
          return person;
        };
        for await (const users of listUsers(api, io.app, await page(), io.domains))
          yield managers.take(users).map(toPerson);
        for (const rest of managers.rest()) yield rest.map(toPerson);
      },
      groups: async () => (await directory()).groups,
      usage: meter.usage,
      async memberships(): Promise<Memberships> {
        const { state, groups } = await directory();
        if (state === 'not-asked') return 'not-asked';
        if (state === 'absent') return 'absent';
        if (members > 0) return 'told';
        return groups.length === 0 ? 'no-groups' : 'no-members';
      },
    };
  },
});

function personOf(
  user: ScimUser,
  manager: string | null,
  { names, groupsOfUser }: ScimDirectory,
): PersonRecord {
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
    manager,
    // Many servers leave a user's groups out, or give only their ids.
    groups:
      user.groups.length > 0
        ? user.groups.map((group) => names.get(group) ?? group)
        : (groupsOfUser.get(user.id) ?? []),
    startDate: null,
    endDate: null,
  };
}
