import { z } from 'zod';
import { csvFile, modifiedAt } from '../connectors/csv/file.ts';
import { readTable } from '../connectors/csv/table.ts';
import { dayIn } from '../domain/day.ts';
import { personShape } from './csv-people.ts';
import { defineRosterSource } from './roster.ts';

const Settings = z.strictObject({
  file: z.string().min(1),
  /** How to read `03/04/2026`; without it such a date is rejected. */
  dates: z.enum(['dmy', 'mdy']).optional(),
});

/** The roster of a company whose HR system can export a list. */
export const csvRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'csv',
  name: 'CSV file',
  settings: Settings,
  scopes: [],
  connect(settings, io) {
    const file = csvFile(io.app, settings.file, io);
    return {
      people: () => readTable(file, personShape(settings.dates, dayIn('UTC', io.now()))),
      dataAge: () => modifiedAt(file),
    };
  },
});
