import { openLimits } from '../connectors/base/limits.ts';
import type { NestedGroups } from '../connectors/directory/nested-groups.ts';
import { googleClient } from '../connectors/google/client.ts';
import { proveSeesGroups, readGroups } from '../connectors/google/groups.ts';
import { type GooglePerson, listPeople, recordOf } from '../connectors/google/person.ts';
import { GOOGLE_LEAVERS, GOOGLE_ROSTER_RIGHTS } from '../connectors/google/rights.ts';
import { proveSeesEverybody } from '../connectors/google/sees-everybody.ts';
import { GoogleServer } from '../connectors/google/settings.ts';
import { managerNames } from './manager-names.ts';
import { defineRosterSource, type Memberships } from './roster.ts';

/** The roster of a company whose people are in Google Workspace; those who were deleted stay in it for 20 days. */
export const googleRoster = defineRosterSource<GoogleServer>({
  id: 'google',
  name: 'Google Workspace',
  settings: GoogleServer,
  rights: GOOGLE_ROSTER_RIGHTS,
  leavers: GOOGLE_LEAVERS,
  connect(settings, io) {
    const client = googleClient(settings, io);
    const limits = openLimits();
    let read: Promise<NestedGroups> | null = null;
    const groups = () => {
      read ??= readGroups(client, io.groups);
      return read;
    };
    return {
      async check() {
        await proveSeesEverybody(client);
        // Groups that seatkeeper.yaml names grant apps: without them everybody would have lost those.
        if (io.groups.length > 0) await proveSeesGroups(client);
        else await limits.unless('groups', () => proveSeesGroups(client));
        return limits.withheld();
      },
      withheld: () => limits.withheld(),
      async *people() {
        const customerId = await proveSeesEverybody(client);
        const { ofUser, ofEverybody } = await groups();
        const managers = managerNames<GooglePerson>(({ manager }) => manager);
        const toRecord = ({ item, manager }: { item: GooglePerson; manager: string | null }) => {
          const direct = ofUser.get(item.user.id) ?? [];
          const everybodys = item.user.deletionTime ? [] : ofEverybody;
          return recordOf(item, { manager, groups: [...new Set([...direct, ...everybodys])] }, io);
        };
        for await (const people of listPeople(client, customerId)) yield managers.take(people).map(toRecord);
        for (const rest of managers.rest()) yield rest.map(toRecord);
      },
      groups: async () => (await groups()).groups,
      async memberships(): Promise<Memberships> {
        if (io.groups.length === 0) return 'not-asked';
        const { groups: found, ofUser, ofEverybody } = await groups();
        if (ofUser.size > 0 || ofEverybody.length > 0) return 'told';
        return found.length === 0 ? 'no-groups' : 'no-members';
      },
      usage: () => client.meter.usage(),
    };
  },
});
