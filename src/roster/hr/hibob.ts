import { hibobClient } from '../../connectors/hibob/client.ts';
import { searchPeople } from '../../connectors/hibob/people.ts';
import { personOf } from '../../connectors/hibob/person.ts';
import { HIBOB_LEAVERS, HIBOB_RIGHTS, HIBOB_SHOW_LEAVERS } from '../../connectors/hibob/rights.ts';
import { HibobSettings } from '../../connectors/hibob/settings.ts';
import { dayIn } from '../../domain/day.ts';
import { defineHrRoster } from './hr-roster.ts';

/** The roster of a company whose people are in HiBob. */
export const hibobRoster = defineHrRoster<HibobSettings>({
  id: 'hibob',
  name: 'HiBob',
  settings: HibobSettings,
  rights: HIBOB_RIGHTS,
  leavers: HIBOB_LEAVERS,
  showLeavers: HIBOB_SHOW_LEAVERS,
  open(settings, io, limits) {
    const client = hibobClient(settings, io);
    const search = () => searchPeople(client, settings, io, limits);
    return {
      check: async () => void (await search()),
      async *read() {
        const today = dayIn(io.timezone, io.now());
        const reading = { domains: io.domains, privateEmails: settings.privateEmails, today };
        yield (await search()).map((person) => personOf(person, reading));
      },
      usage: () => client.meter.usage(),
    };
  },
});
