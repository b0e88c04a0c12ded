import type { z } from 'zod';
import { OKTA_LEAVERS, OKTA_ROSTER_RIGHTS } from '../connectors/okta/rights.ts';
import { oktaClient } from '../connectors/okta-api/client.ts';
import { proveSeesEverybody } from '../connectors/okta-api/sees-everybody.ts';
import { OktaServer, oneOktaCredential } from '../connectors/okta-api/settings.ts';
import { listUsers } from '../connectors/okta-api/users.ts';
import { type OktaGroups, readGroups } from '../connectors/okta-directory/groups.ts';
import { type OktaPerson, personIn, recordOf } from '../connectors/okta-directory/person.ts';
import { managerNames } from './manager-names.ts';
import { defineRosterSource, type Memberships } from './roster.ts';

const Settings = OktaServer.superRefine(oneOktaCredential);

/** The roster of a company whose people are in Okta; those who left stay in it. */
export const oktaRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'okta',
  name: 'Okta',
  settings: Settings,
  rights: OKTA_ROSTER_RIGHTS,
  leavers: OKTA_LEAVERS,
  connect(settings, io) {
    const client = oktaClient(settings, io, ['okta.users.read', 'okta.groups.read']);
    let read: Promise<OktaGroups> | null = null;
    const groups = () => {
      read ??= readGroups(client, io.groups);
      return read;
    };
    return {
      async check() {
        await proveSeesEverybody(client);
        return [];
      },
      async *people() {
        await proveSeesEverybody(client);
        const { ofUser } = await groups();
        const managers = managerNames<OktaPerson>(({ manager }) => manager);
        const toRecord = ({ item, manager }: { item: OktaPerson; manager: string | null }) =>
          recordOf(item, { manager, groups: ofUser.get(item.id) ?? [] }, io);
        for await (const users of listUsers(client))
          yield managers.take(users.map((user) => personIn(user, io.domains))).map(toRecord);
        for (const rest of managers.rest()) yield rest.map(toRecord);
      },
      groups: async () => (await groups()).names.map((name) => ({ name, contains: [] })),
      async memberships(): Promise<Memberships> {
        if (io.groups.length === 0) return 'not-asked';
        const { names, ofUser } = await groups();
        if (ofUser.size > 0) return 'told';
        return names.length === 0 ? 'no-groups' : 'no-members';
      },
      usage: () => client.meter.usage(),
    };
  },
});
