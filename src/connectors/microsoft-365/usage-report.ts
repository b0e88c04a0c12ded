import { z } from 'zod';
import { isDay } from '../../domain/day.ts';
import { type Activity, laterOf } from '../base/activity.ts';
import { ConnectorError } from '../base/errors.ts';
import { textIn } from '../base/text.ts';
import { rowsInText } from '../csv-text/rows.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';

/** https://learn.microsoft.com/graph/api/reportroot-getoffice365activeuserdetail */
const REPORT = "reports/getOffice365ActiveUserDetail(period='D180')";
export const REPORT_SETTINGS = 'admin/reportSettings';
const DATE = / Last Activity Date$/;

const Settings = z.object({ displayConcealedNames: z.boolean() });

/**
 * The last day on which each user did something in Exchange, Teams and so on, by user name in lower case: one file for the whole
 * tenant. It is on another host, which gets no token.
 */
export async function readUsageReport(client: GraphClient): Promise<ReadonlyMap<string, Activity>> {
  await proveNamesAreShown(client);
  const [header = [], ...rows] = await rowsInText(await textOf(client, await askForReport(client)));
  const names = header.map((name) => name.trim());
  const [user, deleted] = [names.indexOf('User Principal Name'), names.indexOf('Is Deleted')];
  if (user < 0) throw client.api.unexpected('sent a usage report without the column User Principal Name');
  const dates = names.flatMap((name, at) => (DATE.test(name) ? [{ at, from: name.replace(DATE, '') }] : []));
  const found = new Map<string, Activity>();
  let shown = 0;
  for (const row of rows) {
    const name = row[user]?.trim().toLowerCase() ?? '';
    if (name.includes('@')) shown++;
    const latest = latestIn(row, dates);
    if (latest !== null && row[deleted]?.trim().toLowerCase() !== 'true') found.set(name, latest);
  }
  // A setting that was just changed shows only in the next report, and the right to read the setting may be missing.
  if (rows.length > 0 && shown === 0) throw concealed(client);
  return found;
}

/** Proves that the report can be read, without reading it. */
export async function proveSeesUsageReport(client: GraphClient): Promise<void> {
  await proveNamesAreShown(client);
  await askForReport(client);
}

async function proveNamesAreShown(client: GraphClient): Promise<void> {
  if (!client.cloud.reports) throw withoutReports(client);
  const accept = ['right-missing', 'plan'] as const;
  const answer = await client.api.send(REPORT_SETTINGS, { method: 'GET', accept });
  if (answer.means === 'fine' && answer.json(Settings).displayConcealedNames) throw concealed(client);
}

function askForReport({ api }: GraphClient): Promise<HttpAnswer> {
  return api.send(REPORT, { method: 'GET', accept: [302], redirect: 'manual' });
}

async function textOf({ elsewhere }: GraphClient, answer: HttpAnswer): Promise<string> {
  if (answer.status !== 302) return answer.text();
  const location = textIn(answer.headers.get('location'));
  if (location === null) throw answer.unexpected('does not say where the usage report is');
  const file = new URL(location, answer.url);
  return (await elsewhere(file.origin).send(file.href, { method: 'GET' })).text();
}

function latestIn(
  row: readonly string[],
  dates: readonly { readonly at: number; readonly from: string }[],
): Activity | null {
  let latest: Activity | null = null;
  for (const { at, from } of dates) {
    const day = row[at]?.trim() ?? '';
    if (isDay(day)) latest = laterOf(latest, { at: day, from });
  }
  return latest;
}

function concealed({ app }: GraphClient): ConnectorError {
  const advice =
    'the usage report conceals names; show them in the Microsoft 365 admin center under Settings > Org settings > Services > Reports';
  return new ConnectorError(app, 'permission', advice, { capability: 'lastActive', advice });
}

function withoutReports({ app }: GraphClient): ConnectorError {
  const advice = 'this national cloud has no usage report';
  return new ConnectorError(app, 'plan', advice, { capability: 'lastActive', advice });
}
