import type { Ask, Clock, Reply } from '../vendors/server.ts';
import { DENIED, fixture, type GraphRules, graphError, pageOf, type Row } from './graph-rules.ts';

/** Five requests in ten seconds. */
const SIGN_INS = { requests: 5, ms: 10_000 };

/** The list of sign-ins as Graph gives it: slowly, to tenants with a plan, and emptied beside `ConsistencyLevel`. */
export function signInPages(clock: Clock): (ask: Ask, users: readonly Row[], rules: GraphRules) => Reply {
  const asked: number[] = [];
  return (ask, users, { lacks, free, mostSignIns = 500, most = 999 }) => {
    if (lacks?.includes('AuditLog.Read.All')) return DENIED;
    if (free) return { status: 403, body: fixture('error_nonPremiumTenant.403.json') };
    const now = clock.now.getTime();
    asked.push(now);
    if (asked.filter((at) => at > now - SIGN_INS.ms).length > SIGN_INS.requests)
      return {
        ...graphError(429, 'TooManyRequests', 'Too many requests'),
        headers: { 'retry-after': '150' },
      };
    if (Number(ask.query.get('$top')) > mostSignIns)
      return graphError(400, 'BadRequest', `Cannot query data for more than ${mostSignIns} users at a time.`);
    const rows =
      ask.headers.consistencylevel === undefined
        ? users
        : users.map(({ signInActivity: _emptied, ...row }) => row);
    return pageOf(ask, rows, { most });
  };
}

/** The columns that Microsoft documents, and those that are of use here filled in. */
export function usageReport(
  rows: readonly {
    readonly user: string;
    readonly days?: Readonly<Record<string, string>>;
    readonly deleted?: true;
  }[],
): string {
  const products = ['Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams'];
  const header = [
    'Report Refresh Date',
    'User Principal Name',
    'Display Name',
    'Is Deleted',
    ...products.map((product) => `${product} Last Activity Date`),
  ];
  const lines = rows.map(({ user, days = {}, deleted }) =>
    [
      '2026-03-08',
      user,
      '"Keller, Ada ""AK"""',
      deleted ? 'True' : 'False',
      ...products.map((name) => days[name] ?? ''),
    ].join(','),
  );
  return `\uFEFF${[header.join(','), ...lines].join('\r\n')}\r\n`;
}
