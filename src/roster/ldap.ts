import type { z } from 'zod';
import { openLimits } from '../connectors/base/limits.ts';
import { openMeter } from '../connectors/base/usage.ts';
import { openDirectory } from '../connectors/ldap/directory.ts';
import { type LdapGroups, NO_GROUPS, readGroups } from '../connectors/ldap/groups.ts';
import { lookCloser, strangerNotes } from '../connectors/ldap/notes.ts';
import { listPeople, provePeople } from '../connectors/ldap/people.ts';
import { LDAP_LEAVERS, LDAP_RIGHTS } from '../connectors/ldap/rights.ts';
import { LdapSettings } from '../connectors/ldap/settings.ts';
import { defineRosterSource, type Memberships } from './roster.ts';

/** The roster of a company whose people are in Active Directory, OpenLDAP or 389 Directory Server. */
export const ldapRoster = defineRosterSource<z.infer<typeof LdapSettings>>({
  id: 'ldap',
  name: 'LDAP directory',
  settings: LdapSettings,
  rights: LDAP_RIGHTS,
  leavers: LDAP_LEAVERS,
  connect(settings, io) {
    const meter = openMeter();
    const limits = openLimits();
    const wanted = settings.groups === false ? [] : io.groups;
    let groups: LdapGroups = NO_GROUPS;
    let notes: readonly string[] = [];

    return {
      async check() {
        const directory = await openDirectory(settings, io, meter);
        try {
          notes = await lookCloser(directory, settings);
          await provePeople(directory, settings, io);
        } finally {
          directory.session.close();
        }
        return limits.withheld();
      },
      async *people() {
        // One connection is one read.
        const directory = await openDirectory(settings, io, meter);
        try {
          if (wanted.length > 0) groups = await readGroups(directory, settings, wanted, limits);
          yield* listPeople(directory, { settings, io, limits, groups });
          notes = strangerNotes(groups.strangers());
        } finally {
          directory.session.close();
        }
      },
      groups: async () => groups.groups,
      async memberships(): Promise<Memberships> {
        if (wanted.length === 0) return 'not-asked';
        if (groups.groups.length === 0) return 'no-groups';
        return groups.hasMembers ? 'told' : 'no-members';
      },
      withheld: () => limits.withheld(),
      notes: () => notes,
      usage: () => meter.usage(),
    };
  },
});
