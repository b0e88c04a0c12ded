import { basename } from 'node:path';
import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { NONE_SET_ASIDE } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import {
  type AppColumn,
  type Connection,
  type ConnectorIo,
  defineConnector,
  type PlanLimits,
} from '../base/connector.ts';
import { fileContent } from '../base/file-content.ts';
import { ACCOUNT_FIELDS, accountShape, ownColumns } from '../csv-accounts/accounts.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { knownLicenses } from '../csv-cells/license-cell.ts';
import { chosenColumns, columnsSetting } from '../csv-columns/chosen.ts';
import { notesIn, readHeaderOf, readTable } from '../csv-table/table.ts';
import { csvFile, modifiedAt } from '../csv-text/file.ts';
import { CsvSettings, dateReading, READER } from './settings.ts';
import { subscriptionShape } from './subscriptions.ts';

const Settings = z.strictObject({
  accounts: z
    .string({
      error: ({ input }) =>
        input === undefined ? 'is missing; write the path of the list of accounts' : undefined,
    })
    .min(1, 'is empty; write the path of the list of accounts'),
  subscriptions: z.string().min(1).optional(),
  ...CsvSettings.shape,
  columns: columnsSetting(ACCOUNT_FIELDS, { state: ACCOUNT_STATES, kind: ACCOUNT_KINDS }),
});

type Settings = z.infer<typeof Settings>;

/** Any app that can export a list of its accounts. */
export const csv = defineConnector<Settings>({
  id: 'csv',
  name: 'CSV file',
  settings: Settings,
  rights: [],
  plans: [],
  removal: [],
  requestsPer1000: null,
  columns: 'any',
  reports: {
    email: { level: 'sometimes', note: 'From the file.' },
    lastActive: { level: 'day', note: 'From the file, so only as recent as the file.' },
    subscriptions: { level: 'yes', note: 'From the subscriptions file, if one is set.' },
    groups: { level: 'no', note: 'A file of accounts has no groups.' },
  },
  connect: (settings, io) => connect(settings, io),
});

function connect(settings: Settings, io: ConnectorIo): Connection {
  const accounts = csvFile(io.app, settings.accounts, io);
  const dates = dateReading(settings, io);
  const columns = chosenColumns(settings.columns, ACCOUNT_FIELDS);
  const bought = settings.subscriptions;
  const shapeWith = (isLicense: (name: string) => boolean) =>
    accountShape({ dates, now: io.now(), columns, isLicense });
  const shape = shapeWith(() => false);
  const files = bought === undefined ? [accounts] : [accounts, csvFile(io.app, bought, io)];
  const content = fileContent(files, [settings, dates, READER]);
  let setAside = () => NONE_SET_ASIDE;
  let notes = (): readonly FileNote[] => [];
  let unused: readonly string[] = [];
  return {
    async check(): Promise<PlanLimits> {
      const { fields } = await readHeaderOf(accounts, shape);
      const limits: PlanLimits[number][] = [];
      if (bought === undefined) {
        limits.push({ capability: 'subscriptions', reason: 'no subscriptions file is set' });
      } else {
        await readHeaderOf(csvFile(io.app, bought, io), subscriptionShape(dates));
      }
      if (fields.email === null)
        limits.push({ capability: 'email', reason: `${accounts.name} has no column with addresses (email)` });
      if (fields.last_active === null) {
        limits.push({
          capability: 'lastActive',
          reason: `${accounts.name} has no column with the last use (last_active)`,
        });
      }
      return limits;
    },
    async *accounts(): AsyncIterable<readonly Account[]> {
      const known = bought === undefined ? [] : (await readSubscriptions(bought, dates, io)).all;
      const read = readTable(accounts, shapeWith(knownLicenses(known)));
      ({ setAside, notes } = read);
      yield* read.pages;
    },
    setAside: () => setAside(),
    ...(bought === undefined
      ? {}
      : {
          async subscriptions() {
            const { all, unused: columns } = await readSubscriptions(bought, dates, io);
            unused = columns;
            return all;
          },
        }),
    unusedColumns: () => ({
      file: unused.length > 0 && bought !== undefined ? bought : settings.accounts,
      columns: unused,
      ...notesIn(notes()),
    }),
    async columns(): Promise<readonly AppColumn[]> {
      return ownColumns(await readHeaderOf(accounts, shape)).map(({ key, label }) => ({
        key,
        label,
        type: 'text',
      }));
    },
    removal: { how: 'manual', url: () => null },
    dataAge: () => modifiedAt(accounts),
    dataFile: basename(accounts.path),
    content: content.digest,
    local: true,
  };
}

async function readSubscriptions(
  name: string,
  dates: DateReading,
  io: ConnectorIo,
): Promise<{ readonly all: readonly Subscription[]; readonly unused: readonly string[] }> {
  const all: Subscription[] = [];
  const read = readTable(csvFile(io.app, name, io), subscriptionShape(dates));
  for await (const page of read.pages) all.push(...page);
  return { all, unused: read.unused() };
}
