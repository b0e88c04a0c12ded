import { z } from 'zod';
import { openMeter } from '../connectors/base/usage.ts';
import { CSV_LEAVERS, CsvSettings, dateReading } from '../connectors/csv/settings.ts';
import { chosenColumns, columnsSetting } from '../connectors/csv-columns/chosen.ts';
import { notesIn, readTable } from '../connectors/csv-table/table.ts';
import { modifiedAt } from '../connectors/csv-text/file.ts';
import { namedFile } from '../connectors/files/named-file.ts';
import { accessProblem, FileAccess, fileName } from '../connectors/files/settings.ts';
import { PERSON_STATUSES } from '../domain/person.ts';
import { NONE_SET_ASIDE } from '../domain/sync/set-aside.ts';
import type { FileNote } from '../domain/sync/unused-columns.ts';
import { ADDRESS_FORM } from './csv-people/made-address.ts';
import { PERSON_FIELDS, personShape } from './csv-people/people.ts';
import { defineRosterSource } from './roster.ts';

const Settings = z
  .strictObject({
    file: fileName('your roster'),
    ...FileAccess.shape,
    ...CsvSettings.shape,
    columns: columnsSetting(PERSON_FIELDS, { status: PERSON_STATUSES }),
    /** The file lists who works here and nobody else, so it never says that somebody left: people who are no longer in it have. */
    currentOnly: z.boolean().optional(),
    /** Only for a file without addresses. */
    addresses: z
      .string()
      .trim()
      .regex(ADDRESS_FORM, 'is no form of addresses; write one like "{first}.{last}@acme.example"')
      .optional()
      .describe(
        'how addresses follow from names, for a file without any, like `{first}.{last}@acme.example`',
      ),
  })
  .superRefine((settings, context) => {
    const message = accessProblem([settings.file], settings);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** The roster of a company whose HR system can export a list. */
export const csvRoster = defineRosterSource<z.infer<typeof Settings>>({
  id: 'csv',
  name: 'CSV file',
  settings: Settings,
  rights: [],
  leavers: CSV_LEAVERS,
  connect(settings, io) {
    const meter = openMeter();
    const file = namedFile(settings.file, { ...settings, meter }, io);
    const { currentOnly = false, addresses: made } = settings;
    const shape = personShape({
      dates: dateReading(settings, io),
      now: io.now(),
      columns: chosenColumns(settings.columns, PERSON_FIELDS),
      currentOnly,
      made,
    });
    let setAside = () => NONE_SET_ASIDE;
    let unused = (): readonly string[] => [];
    let notes = (): readonly FileNote[] => [];
    return {
      async *people() {
        const read = readTable(await file.find(), shape);
        ({ setAside, unused, notes } = read);
        yield* read.pages;
      },
      setAside: () => setAside(),
      unusedColumns: () => ({ file: file.name, columns: unused(), ...notesIn(notes()) }),
      dataAge: async () => modifiedAt(await file.find()),
      get dataFile() {
        return file.shortName();
      },
      ...(file.remote ? { usage: meter.usage } : { local: true }),
    };
  },
});
