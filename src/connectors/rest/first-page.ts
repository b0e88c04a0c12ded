import type { Account } from '../../domain/account.ts';
import type { Connection, ConnectorIo, PlanLimits } from '../base/connector.ts';
import { openLimits } from '../base/limits.ts';
import { openSecrets } from '../http/secrets.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { readAccounts } from '../rest-lists/accounts.ts';
import { proveAccess } from '../rest-lists/check.ts';
import { openClient } from '../rest-lists/open.ts';
import { connectDeclared } from './connection.ts';
import { type OwnSettings, valuesOf } from './settings.ts';
import { type FoundField, unreadIn } from './unread.ts';

export interface FirstPage {
  readonly accounts: readonly Account[];
  readonly unread: readonly FoundField[];
  readonly withheld: PlanLimits;
}

/** Reads the first page of a declared app. `sent` is told each request, without secrets. Throws `ConnectorError`. */
export async function readFirstPage(
  declaration: Declaration,
  settings: OwnSettings & Readonly<Record<string, unknown>>,
  io: ConnectorIo,
  sent: (request: string) => void,
): Promise<FirstPage> {
  const { values, hidden } = valuesOf(declaration, settings);
  const { redact } = openSecrets(hidden);
  const watched: ConnectorIo = {
    ...io,
    fetch: async (...asked) => {
      const [to, init] = asked;
      const { host, pathname, search } = new URL(String(to instanceof Request ? to.url : to));
      sent(redact(`${init?.method ?? 'GET'} ${host}${pathname}${search}`));
      return io.fetch(...asked);
    },
  };
  if (declaration.scim !== undefined) return firstOf(connectDeclared(declaration, settings, watched));
  const { base = null, pageSize = null } = settings;
  const client = openClient(declaration, { io: watched, settings: values, base, pageSize, hidden });
  const limits = openLimits();
  const rows: unknown[] = [];
  await proveAccess(client, declaration);
  const watch = (raw: unknown) => void rows.push(raw);
  for await (const accounts of readAccounts(client, declaration, { limits, allowEmpty: true, watch }))
    return { accounts, unread: unreadIn(declaration, rows), withheld: limits.withheld() };
  return { accounts: [], unread: [], withheld: limits.withheld() };
}

/** For a SCIM server nothing is reported as unread: its columns are found as they come. */
async function firstOf(connection: Connection): Promise<FirstPage> {
  for await (const accounts of connection.accounts()) return { accounts, unread: [], withheld: [] };
  return { accounts: [], unread: [], withheld: [] };
}
