import type { Ask, Reply } from '../vendors/server.ts';
import type { Fixture } from './entry.ts';
import type { PageShown, Row } from './paging.ts';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** The SCIM server of a service. What is not told here is as RFC 7644 has it. */
interface Service {
  readonly id: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly token: string;
  readonly secrets?: readonly string[];
  readonly basePath: string;
  /** What it answers a wrong token. */
  readonly refused: Reply;
  readonly rows: readonly Row[];
  readonly usual: (number: number) => Row;
  readonly accounts: Fixture['accounts'];
  /** By cursor, https://www.rfc-editor.org/rfc/rfc9865; by startIndex otherwise. */
  readonly paging?: 'cursor';
  readonly body?: (page: PageShown) => Row;
  readonly refuses?: (ask: Ask) => Reply | null;
  readonly config?: Reply;
  readonly routes?: Fixture['routes'];
}

export function scimFixture(service: Service): Fixture {
  const { id, token, basePath, rows, usual, refuses } = service;
  const authorization = `Bearer ${token}`;
  const isOpen = ({ path }: Ask) => !path.startsWith(`${basePath}/`);
  return {
    id,
    settings: service.settings,
    secrets: service.secrets ?? [token],
    basePath,
    accepts: (ask) => isOpen(ask) || ask.headers.authorization === authorization,
    refused: service.refused,
    forbidden: { reply: { status: 403, body: {} }, right: null },
    list: {
      on: `GET ${basePath}/Users`,
      paging:
        service.paging === 'cursor'
          ? { by: 'cursor', param: 'cursor', size: 'count' }
          : { by: 'offset', param: 'startIndex', size: 'count', first: 1 },
      rows,
      usual,
      body: service.body ?? listOf,
      ...(refuses === undefined ? {} : { refuses }),
      idKey: 'id',
      rowsIn: (body: { Resources: Row[] }) => body.Resources,
    },
    routes: [
      {
        on: `GET ${basePath}/ServiceProviderConfig`,
        answer: () => service.config ?? { body: { patch: { supported: true } } },
      },
      ...(service.routes ?? []),
    ],
    accounts: service.accounts,
  };
}

/** The page as RFC 7644 §3.4.2 has it. */
export function listOf({ rows, total, before }: PageShown): Row {
  return {
    schemas: [LIST],
    totalResults: total,
    startIndex: before + 1,
    itemsPerPage: rows.length,
    Resources: rows,
  };
}

/** An error as RFC 7644 §3.12 has it. */
export function scimError(status: number, detail: string): Reply {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  return { status, body: { schemas, detail, status: String(status) } };
}
