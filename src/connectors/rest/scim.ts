import type { Account } from '../../domain/account.ts';
import type { Connection, ConnectorIo } from '../base/connector.ts';
import { openMeter } from '../base/usage.ts';
import { openSecrets } from '../http/secrets.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import { listedNobody } from '../rest-lists/accounts.ts';
import { proofOf } from '../rest-lists/auth.ts';
import type { RestClient } from '../rest-lists/client.ts';
import { vendorOf } from '../rest-lists/vendor.ts';
import { ownAccountsOf } from '../rest-removal/gone.ts';
import type { OneReader } from '../rest-removal/read-back.ts';
import { declaredRemoval } from '../rest-removal/removal.ts';
import { BadRow } from '../rest-values/bad-row.ts';
import { accountOf, proveWhole } from '../scim/account.ts';
import { BadResource } from '../scim/attributes.ts';
import { scimRemoval } from '../scim/removal.ts';
import { openScim } from '../scim/scim.ts';
import { scimApi } from '../scim/server.ts';
import { readUser } from '../scim/user.ts';
import type { OwnSettings } from './settings.ts';

interface Known {
  readonly values: Settings;
  /** Texts that no error may show. */
  readonly hidden: readonly string[];
}

interface Given extends Known {
  readonly own: OwnSettings;
  /** With the credentials that may remove accounts; `null` without any. */
  readonly writing: Known | null;
}

type ScimDeclaration = Declaration & { readonly scim: NonNullable<Declaration['scim']> };

/** A declared app that has a SCIM server is read by the connector scim, with the settings that the declaration knows. */
export function scimConnection(declaration: ScimDeclaration, given: Given, io: ConnectorIo): Connection {
  const { own, writing } = given;
  const server = serverOf(declaration, given, own, io);
  const connection = openScim(server.settings, io, server.proof);
  async function* accounts(): AsyncGenerator<readonly Account[]> {
    let count = 0;
    for await (const page of connection.accounts()) {
      count += page.length;
      yield page;
    }
    if (count === 0 && !own.allowEmpty) throw listedNobody(io.app);
  }
  const writer =
    writing === null
      ? null
      : serverOf(declaration, { ...writing, hidden: [...given.hidden, ...writing.hidden] }, own, io);
  return {
    ...connection,
    accounts,
    ...ownAccountsOf(declaration, server.client(), writer?.client() ?? null),
    ...(writer === null ? {} : { removal: removalOf(declaration, { server, writer, io, accounts }) }),
  };
}

type Server = ReturnType<typeof serverOf>;

/** The server and who asks it, with one set of credentials. */
function serverOf(
  { scim, auth, answers }: ScimDeclaration,
  { values, hidden }: Known,
  own: OwnSettings,
  io: ConnectorIo,
) {
  const { base, headers, ...rest } = filledIn(scim, values);
  const pageSize = own.pageSize ?? rest.pageSize;
  const baseUrl = own.base ?? base;
  const [secrets, meter] = [openSecrets(hidden), openMeter()];
  const vendor = vendorOf(answers, null);
  const by = proofOf(auth, { io, secrets, meter, settings: values, base: baseUrl, headers, vendor });
  const settings = {
    ...rest,
    headers: { ...headers, ...by.headers },
    baseUrl,
    removal: { way: 'deactivate' as const },
    ...(pageSize === undefined ? {} : { pageSize }),
  };
  const { credentials } = by;
  const proof = { meter, secrets, vendor, ...(credentials === null ? {} : { credentials }) };
  const client = (): RestClient => ({
    app: io.app,
    api: scimApi(io.app, settings, io, proof),
    meter,
    io,
    settings: async () => ({ ...values, ...(await by.kept()) }),
    query: {},
    pageSize: null,
  });
  return { settings, proof, client };
}

function removalOf(
  declaration: ScimDeclaration,
  {
    server,
    writer,
    io,
    accounts,
  }: { server: Server; writer: Server; io: ConnectorIo; accounts: () => AsyncGenerator<readonly Account[]> },
) {
  const written = writer.client();
  return declaredRemoval({
    declaration,
    client: server.client(),
    reader: userReader(server.settings, io),
    list: accounts,
    writer: written,
    plain: scimRemoval(written.api, 'deactivate', (user) => accountOf(user, server.settings)),
  });
}

/** SCIM shows a user completely, whether alone or in the list. */
function userReader(settings: Server['settings'], { app, domains }: ConnectorIo): OneReader {
  return {
    idOf(row) {
      const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
      return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
    },
    accountOf(row) {
      try {
        const user = readUser(row, domains);
        proveWhole(app, user, settings.needs);
        return { account: accountOf(user, settings), tellsState: true };
      } catch (error) {
        throw error instanceof BadResource ? new BadRow(`a user${error.message}`) : error;
      }
    },
  };
}
