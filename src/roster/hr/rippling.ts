import { ripplingClient } from '../../connectors/rippling/client.ts';
import { personOf } from '../../connectors/rippling/person.ts';
import {
  RIPPLING_LEAVERS,
  RIPPLING_RIGHTS,
  RIPPLING_SHOW_LEAVERS,
} from '../../connectors/rippling/rights.ts';
import { RipplingSettings } from '../../connectors/rippling/settings.ts';
import { listWorkers, proveSeesWorkers } from '../../connectors/rippling/workers.ts';
import { dayIn } from '../../domain/day.ts';
import { defineHrRoster } from './hr-roster.ts';

/** The roster of a company whose people are in Rippling. */
export const ripplingRoster = defineHrRoster<RipplingSettings>({
  id: 'rippling',
  name: 'Rippling',
  settings: RipplingSettings,
  rights: RIPPLING_RIGHTS,
  leavers: RIPPLING_LEAVERS,
  showLeavers: RIPPLING_SHOW_LEAVERS,
  open(settings, io, limits) {
    const client = ripplingClient(settings, io);
    return {
      check: () => proveSeesWorkers(client, limits),
      async *read() {
        const today = dayIn(io.timezone, io.now());
        const reading = { domains: io.domains, privateEmails: settings.privateEmails, today };
        for await (const workers of listWorkers(client, settings, io, limits))
          yield workers.map((worker) => personOf(worker, reading));
      },
      usage: () => client.meter.usage(),
    };
  },
});
