import { personioClient } from '../../connectors/personio/client.ts';
import { listEmployees, proveSeesEmployees } from '../../connectors/personio/employees.ts';
import { personOf } from '../../connectors/personio/person.ts';
import {
  PERSONIO_LEAVERS,
  PERSONIO_RIGHTS,
  PERSONIO_SHOW_LEAVERS,
} from '../../connectors/personio/rights.ts';
import { PersonioSettings } from '../../connectors/personio/settings.ts';
import { dayIn } from '../../domain/day.ts';
import { defineHrRoster } from './hr-roster.ts';

/** The roster of a company whose people are in Personio. */
export const personioRoster = defineHrRoster<PersonioSettings>({
  id: 'personio',
  name: 'Personio',
  settings: PersonioSettings,
  rights: PERSONIO_RIGHTS,
  leavers: PERSONIO_LEAVERS,
  showLeavers: PERSONIO_SHOW_LEAVERS,
  open(settings, io, limits) {
    const client = personioClient(settings, io);
    return {
      check: () => proveSeesEmployees(client, limits),
      async *read() {
        const today = dayIn(io.timezone, io.now());
        const reading = { domains: io.domains, privateEmails: false, today };
        for await (const employees of listEmployees(client, settings, io, limits))
          yield employees.map((employee) => personOf(employee, reading));
      },
      usage: () => client.meter.usage(),
    };
  },
});
