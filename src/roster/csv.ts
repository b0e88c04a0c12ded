import { basename } from 'node:path';
import { z } from 'zod';
import { csvFile, modifiedAt } from '../connectors/csv/file.ts';
import { CsvSettings, columnsSetting, dateReading } from '../connectors/csv/settings.ts';
import { readTable } from '../connectors/csv/table.ts';
import { NONE_SET_ASIDE } from '../domain/sync/set-aside.ts';
import { PERSON_FIELDS, personShape } from './csv-people.ts';
import { defineRosterSource } from './roster.ts';

const Settings = z.strictObject({
  file: z
    .string({
      error: ({ input }) => (input === undefined ? 'is missing; write the path of your roster' : undefined),
    })
    .min(1, 'is empty; write the path of your roster'),
  ...CsvSettings.shape,
  columns: columnsSetting(PERSON_FIELDS),
});

/** The roster of a company whose HR system can export a list. */
export const csvRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'csv',
  name: 'CSV file',
  settings: Settings,
  rights: [],
  connect(settings, io) {
    const file = csvFile(io.app, settings.file, io);
    const shape = personShape({ dates: dateReading(settings, io), columns: settings.columns });
    let setAside = () => NONE_SET_ASIDE;
    let unused = (): readonly string[] => [];
    return {
      people() {
        const read = readTable(file, shape);
        ({ setAside, unused } = read);
        return read.pages;
      },
      setAside: () => setAside(),
      unusedColumns: () => ({ file: settings.file, columns: unused() }),
      dataAge: () => modifiedAt(file),
      dataFile: basename(file.path),
      local: true,
    };
  },
});
