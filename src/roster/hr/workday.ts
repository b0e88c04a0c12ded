import type { z } from 'zod';
import { chosenColumns, columnsSetting } from '../../connectors/csv-columns/chosen.ts';
import { workdayClient } from '../../connectors/workday/client.ts';
import { readReport } from '../../connectors/workday/report.ts';
import { WORKDAY_LEAVERS, WORKDAY_RIGHTS, WORKDAY_SHOW_LEAVERS } from '../../connectors/workday/rights.ts';
import { oneCredential, WorkdayServer } from '../../connectors/workday/settings.ts';
import { PERSON_STATUSES } from '../../domain/person.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import { PERSON_FIELDS } from '../csv-people/people.ts';
import { defineHrRoster } from './hr-roster.ts';
import { peopleIn } from './workday-table.ts';

const Settings = WorkdayServer.extend({
  columns: columnsSetting(PERSON_FIELDS, { status: PERSON_STATUSES }),
}).superRefine(oneCredential);

/** The roster of a company whose people are in Workday, by a report that it made for this. */
export const workdayRoster = defineHrRoster<z.infer<typeof Settings>>({
  id: 'workday',
  name: 'Workday',
  settings: Settings,
  rights: WORKDAY_RIGHTS,
  leavers: WORKDAY_LEAVERS,
  showLeavers: WORKDAY_SHOW_LEAVERS,
  open(settings, io) {
    const client = workdayClient(settings, io);
    const chosen = chosenColumns(settings.columns, PERSON_FIELDS);
    let unused: UnusedColumns = { file: client.reportName, columns: [] };
    const table = async () => peopleIn(await readReport(client), client, { settings, chosen, io });
    return {
      check: async () => void (await table()),
      async *read() {
        const found = await table();
        unused = found.unused;
        yield found.people;
      },
      unusedColumns: () => unused,
      usage: () => client.meter.usage(),
    };
  },
});
