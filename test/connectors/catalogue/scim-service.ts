import { shippedDeclaration } from '../../../src/connectors/rest/catalogue.ts';
import type { Ask, Reply } from '../vendors/server.ts';
import type { Fixture, FixtureWay } from './entry.ts';
import type { PageShown, Row } from './paging.ts';
import { removable } from './removable.ts';

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
  /** What DELETE does; left out, the user is gone. */
  readonly deletes?: 'deactivates';
  /** The account that is removed in the tests; left out, the first. */
  readonly removes?: string;
  readonly forbiddenAs?: FixtureWay['forbiddenAs'];
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
    ...scimRemovalOf(service),
  };
}

/** Every way that is declared, on a server that keeps to RFC 7644 §3.5.2 and §3.6. */
export function scimRemovalOf({
  id,
  basePath,
  deletes,
  removes,
  forbiddenAs,
}: Pick<Service, 'id' | 'basePath' | 'deletes' | 'removes' | 'forbiddenAs'>): Pick<Fixture, 'removal'> {
  const declared = shippedDeclaration(id)?.removal ?? [];
  if (declared.length === 0) return {};
  return {
    removal: {
      ways: declared.map(({ key, way, request, undo, success }) => ({
        way: key ?? way,
        write: new RegExp(`^${request?.method ?? 'PATCH'} `),
        undo: undo !== undefined || (request === undefined && way === 'disable'),
        empty: { status: success[0] ?? 204 },
        ...(removes === undefined ? {} : { account: removes }),
        ...(forbiddenAs === undefined ? {} : { forbiddenAs }),
      })),
      routes: (rows) => {
        const { on, drop } = removable(rows, (row) => row.id, scimError(404, 'User not found'));
        const user = `${basePath}/Users/:id`;
        return [
          { on: `GET ${user}`, answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
          {
            on: `PATCH ${user}`,
            answer: ({ params, text }) =>
              on(params.id, (row) => ({ body: Object.assign(row, { active: activeIn(text) }) })),
          },
          {
            on: `DELETE ${user}`,
            answer: ({ params }) =>
              on(params.id, (row) => {
                if (deletes === 'deactivates') row.active = false;
                else drop(row);
                return { status: 204 };
              }),
          },
        ];
      },
    },
  };
}

/** What a PATCH sets `active` to, in each form that services document. */
function activeIn(text: string): boolean {
  const [{ op, path, value }] = JSON.parse(text).Operations;
  const said = path === undefined ? value.active : Array.isArray(value) ? value[0].value : value;
  if (!/^replace$/i.test(op) || !['true', 'false'].includes(String(said)))
    throw new Error(`an operation that nobody documents: ${text}`);
  return String(said) === 'true';
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
