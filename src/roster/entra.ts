import type { z } from 'zod';
import { openLimits } from '../connectors/base/limits.ts';
import type { NestedGroups } from '../connectors/directory/nested-groups.ts';
import { endingCertificate } from '../connectors/microsoft-graph/certificate.ts';
import { graphClient } from '../connectors/microsoft-graph/client.ts';
import { proveSeesGroups, readGroups } from '../connectors/microsoft-graph/groups.ts';
import { readMailboxKinds } from '../connectors/microsoft-graph/mailbox-kinds.ts';
import { readDomains } from '../connectors/microsoft-graph/organisation.ts';
import { ENTRA_LEAVERS, ENTRA_RIGHTS } from '../connectors/microsoft-graph/rights.ts';
import { GraphServer, oneGraphCredential } from '../connectors/microsoft-graph/settings.ts';
import { proveSeesUsers } from '../connectors/microsoft-graph/users.ts';
import type { KeptUsers } from '../connectors/microsoft-users/kept-users.ts';
import { knowsLastDays, listPeople, openPeople } from '../connectors/microsoft-users/people.ts';
import { recordOf } from '../connectors/microsoft-users/person.ts';
import { openUnclear } from '../connectors/microsoft-users/unclear.ts';
import { defineRosterSource, type Memberships } from './roster.ts';

const Settings = GraphServer.superRefine(oneGraphCredential);

/** The roster of a company whose people are in Microsoft Entra ID; those who were deleted stay in it for 30 days. */
export const entraRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'entra',
  name: 'Microsoft Entra ID',
  settings: Settings,
  rights: ENTRA_RIGHTS,
  leavers: ENTRA_LEAVERS,
  connect(settings, io) {
    const client = graphClient(settings, io);
    const limits = openLimits();
    let users: Pick<KeptUsers<never>, 'keeps'> | null = null;
    let read: Promise<NestedGroups> | null = null;
    const groups = () => {
      read ??= readGroups(client, io.groups);
      return read;
    };
    const unclear = openUnclear(io.domains);
    const withheld = () => [...limits.withheld(), ...endingCertificate(settings, 'people', io)];
    return {
      async check() {
        await readDomains(client);
        const first = await proveSeesUsers(client);
        // Groups that seatkeeper.yaml names grant apps: without them everybody would have lost those.
        if (io.groups.length > 0) await proveSeesGroups(client);
        else await limits.unless('groups', () => proveSeesGroups(client));
        if (first !== null) await limits.unless('kind', () => readMailboxKinds(client, [first]));
        await knowsLastDays(client, limits);
        return withheld();
      },
      withheld,
      async *people() {
        // Throws when another tenant answers.
        await readDomains(client);
        const { ofUser } = await groups();
        const asked = (leaving: readonly string[]) => {
          const opened = openPeople(client, settings, io, leaving);
          users = opened;
          return opened;
        };
        for await (const people of listPeople(client, limits, asked))
          yield unclear.clear(people).map((person) => recordOf(person, ofUser.get(person.id) ?? [], io));
      },
      keeps: () => users?.keeps() ?? null,
      setAside: unclear.setAside,
      groups: async () => (await groups()).groups,
      async memberships(): Promise<Memberships> {
        if (io.groups.length === 0) return 'not-asked';
        const { groups: found, ofUser } = await groups();
        if (ofUser.size > 0) return 'told';
        return found.length === 0 ? 'no-groups' : 'no-members';
      },
      usage: () => client.meter.usage(),
    };
  },
});
