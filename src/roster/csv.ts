import { basename } from 'node:path';
import { z } from 'zod';
import { CSV_LEAVERS, CsvSettings, dateReading } from '../connectors/csv/settings.ts';
import { chosenColumns, columnsSetting } from '../connectors/csv-columns/chosen.ts';
import { notesIn, readTable } from '../connectors/csv-table/table.ts';
import { csvFile, modifiedAt } from '../connectors/csv-text/file.ts';
import { PERSON_STATUSES } from '../domain/person.ts';
import { NONE_SET_ASIDE } from '../domain/sync/set-aside.ts';
import type { FileNote } from '../domain/sync/unused-columns.ts';
import { PERSON_FIELDS, personShape } from './csv-people.ts';
import { defineRosterSource } from './roster.ts';

const Settings = z.strictObject({
  file: z
    .string({
      error: ({ input }) => (input === undefined ? 'is missing; write the path of your roster' : undefined),
    })
    .min(1, 'is empty; write the path of your roster'),
  ...CsvSettings.shape,
  columns: columnsSetting(PERSON_FIELDS, { status: PERSON_STATUSES }),
  /** The file lists who works here and nobody else, so it says of nobody that they left: whoever is no longer in it has. */
  currentOnly: z.boolean().optional(),
});

/** The roster of a company whose HR system can export a list. */
export const csvRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'csv',
  name: 'CSV file',
  settings: Settings,
  rights: [],
  leavers: CSV_LEAVERS,
  connect(settings, io) {
    const file = csvFile(io.app, settings.file, io);
    const { currentOnly = false } = settings;
    const shape = personShape({
      dates: dateReading(settings, io),
      now: io.now(),
      columns: chosenColumns(settings.columns, PERSON_FIELDS),
      currentOnly,
    });
    let setAside = () => NONE_SET_ASIDE;
    let unused = (): readonly string[] => [];
    let notes = (): readonly FileNote[] => [];
    return {
      people() {
        const read = readTable(file, shape);
        ({ setAside, unused, notes } = read);
        return read.pages;
      },
      setAside: () => setAside(),
      unusedColumns: () => ({ file: settings.file, columns: unused(), ...notesIn(notes()) }),
      dataAge: () => modifiedAt(file),
      dataFile: basename(file.path),
      local: true,
    };
  },
});
