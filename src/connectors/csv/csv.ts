import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import { type Connection, type ConnectorIo, defineConnector, type PlanLimits } from '../base/connector.ts';
import { openMeter } from '../base/usage.ts';
import { ACCOUNT_FIELDS, accountShape } from '../csv-accounts/accounts.ts';
import { MOST_FILES } from '../csv-accounts/join-accounts.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { knownLicenses } from '../csv-cells/license-cell.ts';
import { chosenColumns, columnsSetting } from '../csv-columns/chosen.ts';
import { notesIn, readHeaderOf, readTable } from '../csv-table/table.ts';
import { fileContent } from '../csv-text/file-content.ts';
import { type NamedFile, namedFile } from '../files/named-file.ts';
import { accessProblem, FileAccess, fileName } from '../files/settings.ts';
import { accountFiles } from './account-files.ts';
import { asOf, CsvSettings, dateReading, READER } from './settings.ts';
import { subscriptionShape } from './subscriptions.ts';

const ListName = fileName('the list of accounts');

const Settings = z
  .strictObject({
    /** Several are joined by id, login or address; the first is the list of accounts. */
    accounts: z.union([
      ListName,
      z
        .array(ListName)
        .min(1, 'is empty; write the path of the list of accounts')
        .max(MOST_FILES, `names more than ${MOST_FILES} files`),
    ]),
    subscriptions: fileName('the list of subscriptions').optional(),
    ...FileAccess.shape,
    ...CsvSettings.shape,
    columns: columnsSetting(ACCOUNT_FIELDS, { state: ACCOUNT_STATES, kind: ACCOUNT_KINDS }),
  })
  .superRefine((settings, context) => {
    const message = accessProblem(namesIn(settings), settings);
    if (message !== null) context.addIssue({ code: 'custom', message });
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

function namesIn({
  accounts,
  subscriptions,
}: {
  readonly accounts: string | readonly string[];
  readonly subscriptions?: string | undefined;
}): readonly string[] {
  return [...[accounts].flat(), ...(subscriptions === undefined ? [] : [subscriptions])];
}

function connect(settings: Settings, io: ConnectorIo): Connection {
  const meter = openMeter();
  const named = (name: string) => namedFile(name, { ...settings, meter }, io);
  const [accounts, ...further] = [settings.accounts].flat().map(named) as [NamedFile, ...NamedFile[]];
  const bought = settings.subscriptions === undefined ? null : named(settings.subscriptions);
  const files = [accounts, ...further, ...(bought === null ? [] : [bought])];
  const remote = files.some((file) => file.remote);
  const lists = accountFiles(accounts, further);
  const dates = dateReading(settings, io);
  const chosen = chosenColumns(settings.columns, ACCOUNT_FIELDS);
  const columns = { ...chosen, inSome: further.length > 0 };
  const shapeWith = (isLicense: (name: string) => boolean) => (at?: Instant) =>
    accountShape({ dates: asOf(dates, at), now: io.now(), columns, isLicense });
  const shape = shapeWith(() => false);
  const { headers: _headers, sftp: _sftp, ...readWith } = settings;
  const content = fileContent(files, [readWith, dates, READER]);
  let unused: readonly string[] = [];
  let boughtNotes: readonly FileNote[] = [];
  return {
    async check(): Promise<PlanLimits> {
      const missing = await lists.missing(shape);
      const limits: PlanLimits[number][] = [];
      if (bought === null) {
        limits.push({ capability: 'subscriptions', reason: 'no subscriptions file is set' });
      } else {
        await readHeaderOf(await bought.find(), subscriptionShape(dates));
      }
      if (missing.email)
        limits.push({
          capability: 'email',
          reason: `${accounts.name} has no column with addresses (email)`,
        });
      if (missing.lastActive)
        limits.push({
          capability: 'lastActive',
          reason: `${accounts.name} has no column with the last use (last_active)`,
        });
      return limits;
    },
    async *accounts(): AsyncIterable<readonly Account[]> {
      const known = bought === null ? [] : (await readSubscriptions(bought, dates)).all;
      yield* lists.read(shapeWith(knownLicenses(known)));
    },
    withheld: lists.withheld,
    setAside: lists.setAside,
    ...(bought === null
      ? {}
      : {
          async subscriptions() {
            const read = await readSubscriptions(bought, dates);
            ({ unused, notes: boughtNotes } = read);
            return read.all;
          },
        }),
    unusedColumns() {
      const ofBought = unused.length > 0 && bought !== null;
      const name = accounts.name;
      const notes = ofBought ? lists.notes().map((note) => ({ file: name, ...note })) : lists.notes();
      return {
        file: ofBought ? bought.name : name,
        columns: unused,
        ...notesIn([...notes, ...boughtNotes]),
      };
    },
    columns: () => lists.columns(shape),
    dataAge: lists.dataAge,
    get dataFile() {
      return accounts.shortName();
    },
    content: content.digest,
    ...(remote ? { usage: meter.usage } : { local: true }),
  };
}

async function readSubscriptions(
  named: NamedFile,
  dates: DateReading,
): Promise<{
  readonly all: readonly Subscription[];
  readonly unused: readonly string[];
  readonly notes: readonly FileNote[];
}> {
  const all: Subscription[] = [];
  const read = readTable(await named.find(), subscriptionShape(dates));
  for await (const page of read.pages) all.push(...page);
  return { all, unused: read.unused(), notes: read.notes().map((note) => ({ file: named.name, ...note })) };
}
