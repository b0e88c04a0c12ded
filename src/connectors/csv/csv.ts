import { basename } from 'node:path';
import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { type Connection, type ConnectorIo, defineConnector, type PlanLimits } from '../base/connector.ts';
import { ACCOUNT_FIELDS, accountShape } from '../csv-accounts/accounts.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { knownLicenses } from '../csv-cells/license-cell.ts';
import { chosenColumns, columnsSetting } from '../csv-columns/chosen.ts';
import { notesIn, readHeaderOf, readTable } from '../csv-table/table.ts';
import { csvFile } from '../csv-text/file.ts';
import { fileContent } from '../csv-text/file-content.ts';
import { accountFiles } from './account-files.ts';
import { CsvSettings, dateReading, READER } from './settings.ts';
import { subscriptionShape } from './subscriptions.ts';

const FileName = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'is missing; write the path of the list of accounts' : undefined,
  })
  .min(1, 'is empty; write the path of the list of accounts');

const Settings = z.strictObject({
  /** Several are joined by id, login or address; the first is the list of accounts. */
  accounts: z.union([FileName, z.array(FileName).min(1, 'is empty; write the path of the list of accounts')]),
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
  const [name = '', ...others] = [settings.accounts].flat();
  const accounts = csvFile(io.app, name, io);
  const further = others.map((other) => csvFile(io.app, other, io));
  const lists = accountFiles(accounts, further);
  const dates = dateReading(settings, io);
  const chosen = chosenColumns(settings.columns, ACCOUNT_FIELDS);
  const columns = { ...chosen, inSome: further.length > 0 };
  const bought = settings.subscriptions;
  const shapeWith = (isLicense: (name: string) => boolean) => () =>
    accountShape({ dates, now: io.now(), columns, isLicense });
  const shape = shapeWith(() => false);
  const files = [accounts, ...further, ...(bought === undefined ? [] : [csvFile(io.app, bought, io)])];
  const content = fileContent(files, [settings, dates, READER]);
  let unused: readonly string[] = [];
  return {
    async check(): Promise<PlanLimits> {
      const missing = await lists.missing(shape);
      const limits: PlanLimits[number][] = [];
      if (bought === undefined) {
        limits.push({ capability: 'subscriptions', reason: 'no subscriptions file is set' });
      } else {
        await readHeaderOf(csvFile(io.app, bought, io), subscriptionShape(dates));
      }
      if (missing.email)
        limits.push({ capability: 'email', reason: `${name} has no column with addresses (email)` });
      if (missing.lastActive)
        limits.push({
          capability: 'lastActive',
          reason: `${name} has no column with the last use (last_active)`,
        });
      return limits;
    },
    async *accounts(): AsyncIterable<readonly Account[]> {
      const known = bought === undefined ? [] : (await readSubscriptions(bought, dates, io)).all;
      yield* lists.read(shapeWith(knownLicenses(known)));
    },
    setAside: lists.setAside,
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
      file: unused.length > 0 && bought !== undefined ? bought : name,
      columns: unused,
      ...notesIn(unused.length > 0 ? lists.notes().map((note) => ({ file: name, ...note })) : lists.notes()),
    }),
    columns: () => lists.columns(shape),
    dataAge: lists.dataAge,
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
