import { bambooClient } from '../../connectors/bamboohr/client.ts';
import { personOf } from '../../connectors/bamboohr/person.ts';
import { readReport } from '../../connectors/bamboohr/report.ts';
import { BAMBOO_LEAVERS, BAMBOO_RIGHTS, BAMBOO_SHOW_LEAVERS } from '../../connectors/bamboohr/rights.ts';
import { BambooSettings } from '../../connectors/bamboohr/settings.ts';
import { dayIn } from '../../domain/day.ts';
import { defineHrRoster } from './hr-roster.ts';

/** The roster of a company whose people are in BambooHR. */
export const bamboohrRoster = defineHrRoster<BambooSettings>({
  id: 'bamboohr',
  name: 'BambooHR',
  settings: BambooSettings,
  rights: BAMBOO_RIGHTS,
  leavers: BAMBOO_LEAVERS,
  showLeavers: BAMBOO_SHOW_LEAVERS,
  open(settings, io, limits) {
    const client = bambooClient(settings, io);
    const report = () => readReport(client, settings, io, limits);
    return {
      check: async () => void (await report()),
      async *read() {
        const today = dayIn(io.timezone, io.now());
        const reading = { domains: io.domains, privateEmails: settings.privateEmails, today };
        yield (await report()).map((employee) => personOf(employee, reading));
      },
      usage: () => client.meter.usage(),
    };
  },
});
