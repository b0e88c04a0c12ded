import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const KEY = '3MVG9aCmeExample.Key';
const SECRET = 'sf-secret-8Kd2Jq4LwZ';
const TOKEN = '00DacmeORG!query-token-1';
const API = '/services/data/v66.0';

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  attributes: { type: 'User', url: `${API}/sobjects/User/${idOf(number)}` },
  Id: idOf(number),
  Username: `user${number}@acme.example.crm`,
  Email: `user${number}@acme.example`,
  Name: `User ${number}`,
  IsActive: true,
  LastLoginDate: '2026-03-09T10:11:12.000+0000',
  CreatedDate: '2020-01-02T03:04:05.000+0000',
  UserType: 'Standard',
  Profile: profile('Standard User', 'Salesforce'),
  UserRole: null,
  Department: null,
  EmployeeNumber: null,
  FederationIdentifier: null,
  ...changes,
});

const idOf = (number: number) => `0058c00000${String(number).padStart(5, '0')}AAE`;

const profile = (Name: string, license: string) => ({
  attributes: { type: 'Profile', url: `${API}/sobjects/Profile/00e8c` },
  Name,
  UserLicense: {
    attributes: { type: 'UserLicense', url: `${API}/sobjects/UserLicense/1008c` },
    Name: license,
  },
});

const license = (number: number, Name: string, counts: Record<string, unknown>) => ({
  attributes: { type: 'UserLicense', url: `${API}/sobjects/UserLicense/1008c0000000${number}` },
  Id: `1008c0000000${number}AAE`,
  Name,
  MasterLabel: Name,
  Status: 'Active',
  ...counts,
});

const LICENSES = [
  license(1, 'Salesforce', { TotalLicenses: 50, UsedLicenses: 41 }),
  license(2, 'Chatter Free', { TotalLicenses: 5000, UsedLicenses: 0 }),
  license(3, 'Salesforce Platform', { TotalLicenses: 10, UsedLicenses: 0, Status: 'Disabled' }),
];

const isOfLicenses = (query: URLSearchParams) => query.get('q')?.includes('FROM UserLicense') === true;

export const SALESFORCE: Fixture = {
  id: 'salesforce',
  settings: { url: '{origin}', clientId: KEY, clientSecret: SECRET },
  secrets: [SECRET, TOKEN],
  token: 'fetched',
  basePath: API,
  accepts: ({ path, headers }) => !path.startsWith(API) || headers.authorization === `Bearer ${TOKEN}`,
  refused: {
    status: 401,
    body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
  },
  forbidden: {
    reply: { status: 400, body: [{ message: "No such column 'Email'", errorCode: 'INVALID_FIELD' }] },
    right: 'View All Users',
  },
  list: {
    on: `GET ${API}/query`,
    further: `GET ${API}/query/:locator`,
    paging: { by: 'cursor', param: 'at' },
    rows: [
      user(1, { Name: 'Ada Admin', Profile: profile('System Administrator', 'Salesforce') }),
      user(2, { IsActive: false, LastLoginDate: null, Department: 'Sales', EmployeeNumber: 'E-2' }),
      user(3, { UserType: 'PowerPartner', UserRole: { Name: 'Acme Partner User' } }),
      user(4, { UserType: 'AutomatedProcess', Profile: null, LastLoginDate: null }),
      user(5, { UserType: 'SelfService' }),
    ],
    usual: (number) => user(number + 1),
    // Where the list goes on, its address holds all that is needed: what was asked for is not repeated.
    body: ({ rows, total, next }) => ({
      totalSize: total,
      done: next === null,
      ...(next === null ? {} : { nextRecordsUrl: `${API}/query/01g8c0000000001AAA-3?at=${next}` }),
      records: rows,
    }),
    refuses: ({ path, query }) => {
      if (isOfLicenses(query)) return { body: { totalSize: LICENSES.length, done: true, records: LICENSES } };
      if (!path.endsWith('/query')) return null;
      return query.get('q')?.startsWith('SELECT Id, ') && query.get('q')?.endsWith(' FROM User ORDER BY Id')
        ? null
        : { status: 400, body: [{ message: 'unexpected token', errorCode: 'MALFORMED_QUERY' }] };
    },
    idKey: 'Id',
    rowsIn: (body: { records: Record<string, unknown>[] }) => body.records,
  },
  routes: [
    {
      on: 'POST /services/oauth2/token',
      answer: ({ text }) => {
        const form = Object.fromEntries(new URLSearchParams(text));
        const right =
          form.grant_type === 'client_credentials' && form.client_id === KEY && form.client_secret === SECRET;
        return right
          ? { body: { access_token: TOKEN, token_type: 'Bearer', issued_at: '1278448384422' } }
          : {
              status: 400,
              body: { error: 'invalid_client', error_description: 'invalid client credentials' },
            };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^PATCH \/services\/data\/v66\.0\/sobjects\/User\//,
        undo: true,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ Id }) => Id, {
        status: 404,
        body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
      });
      return [
        {
          on: `GET ${API}/sobjects/User/:id`,
          answer: ({ params, query }) =>
            on(params.id, (row) => {
              const fields = query.get('fields')?.split(',') ?? [];
              return { body: Object.fromEntries(['attributes', ...fields].map((name) => [name, row[name]])) };
            }),
        },
        {
          on: `PATCH ${API}/sobjects/User/:id`,
          answer: ({ params, text }) =>
            on(params.id, (row) => {
              Object.assign(row, JSON.parse(text));
              return { status: 204 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '0058c0000000001AAE',
      username: 'user1@acme.example.crm',
      emails: ['user1@acme.example'],
      name: 'Ada Admin',
      state: 'active',
      kind: 'person',
      role: 'System Administrator',
      licenses: ['Salesforce'],
      lastActive: '2026-03-09T10:11:12.000Z',
      created: '2020-01-02T03:04:05.000Z',
    },
    {
      state: 'deactivated',
      licenses: [],
      lastActive: null,
      columns: { userType: 'Standard', department: 'Sales', employeeNumber: 'E-2' },
    },
    { kind: 'guest', columns: { userType: 'PowerPartner', userRole: 'Acme Partner User' } },
    { kind: 'service', role: null, licenses: [] },
    { kind: 'unknown' },
  ],
};
