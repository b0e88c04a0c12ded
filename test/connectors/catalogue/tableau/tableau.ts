import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const SECRET = 'qlE1g9MMh9vbrjjg==:rZTHhPpP2tUW1kfn4tjg8';
const TOKEN = '12ab34cd56ef78ab90cd12ef34ab56cd';
const SITE = '9a8b7c6d-5e4f-3a2b-1c0d-9e8f7a6b5c4d';

/** https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_users_and_groups.htm */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `dd2239f6-ddf1-4107-981a-${String(number).padStart(12, '0')}`,
  name: `user${number}@acme.example`,
  fullName: `User ${number}`,
  email: `user${number}@acme.example`,
  siteRole: 'Viewer',
  authSetting: 'SAML',
  lastLogin: '2026-03-09T10:11:12Z',
  externalAuthUserId: '',
  locale: 'local',
  language: 'en',
  ...changes,
});

export const TABLEAU: Fixture = {
  id: 'tableau',
  settings: {
    url: 'https://prod-uk-a.online.tableau.com',
    site: 'acme',
    tokenName: 'seats',
    tokenSecret: SECRET,
  },
  secrets: [SECRET, TOKEN],
  token: 'fetched',
  basePath: '/api/3.22',
  accepts: ({ path, headers }) => path.endsWith('/auth/signin') || headers['x-tableau-auth'] === TOKEN,
  refused: {
    status: 401,
    body: {
      error: {
        code: '401002',
        summary: 'Unauthorized Access',
        detail: 'Invalid authentication credentials.',
      },
    },
  },
  forbidden: {
    reply: {
      status: 403,
      body: { error: { code: '403004', summary: 'Forbidden', detail: 'Access is forbidden.' } },
    },
    right: 'Site administrator',
  },
  list: {
    on: `GET /api/3.22/sites/${SITE}/users`,
    paging: { by: 'page', param: 'pageNumber', size: 'pageSize' },
    rows: [
      user(1, { fullName: 'Alice Cook', siteRole: 'SiteAdministratorCreator' }),
      user(2, { siteRole: 'Unlicensed', lastLogin: undefined }),
      user(3, { name: 'bob', email: undefined, siteRole: 'ExplorerCanPublish', lastLogin: '' }),
      user(4, { siteRole: 'SupportUser' }),
      user(5, { siteRole: 'ServerAdministrator' }),
    ],
    usual: (number) => user(number + 1),
    // In JSON its numbers are text.
    body: ({ rows, total, number, size }) => ({
      pagination: { pageNumber: String(number), pageSize: String(size), totalAvailable: String(total) },
      users: { user: rows },
    }),
    refuses: ({ query, headers }) => {
      if (!String(headers.accept).includes('application/json')) return { body: '<tsResponse/>' };
      // Past its last page Tableau refuses, and above 1,000 at once too.
      const last = Math.ceil(13 / Number(query.get('pageSize')));
      return Number(query.get('pageNumber')) > last || Number(query.get('pageSize')) > 1000
        ? {
            status: 400,
            body: { error: { code: '400006', summary: 'Bad Request', detail: 'Invalid page number' } },
          }
        : null;
    },
    idKey: 'id',
    rowsIn: (body: { users: { user: Record<string, unknown>[] } }) => body.users.user,
  },
  routes: [
    {
      on: 'POST /api/3.22/auth/signin',
      answer: ({ text }) => {
        const { credentials } = JSON.parse(text);
        const right =
          credentials.personalAccessTokenName === 'seats' &&
          credentials.personalAccessTokenSecret === SECRET &&
          credentials.site.contentUrl === 'acme';
        return right
          ? {
              body: {
                credentials: { site: { id: SITE, contentUrl: 'acme' }, user: { id: 'u1' }, token: TOKEN },
              },
            }
          : {
              status: 401,
              body: { error: { code: '401001', summary: 'Signin Error', detail: 'Error signing in' } },
            };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'free-seat',
        write: /^PUT \/api\/3\.22\/sites\/[\w-]+\/users\//,
        undo: true,
        empty: { body: { user: {} } },
      },
      {
        way: 'delete',
        write: /^DELETE \/api\/3\.22\/sites\/[\w-]+\/users\//,
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, {
        status: 404,
        body: {
          error: { code: '404002', summary: 'Resource Not Found', detail: 'User could not be found.' },
        },
      });
      const one = `/api/3.22/sites/${SITE}/users/:id`;
      return [
        { on: `GET ${one}`, answer: ({ params }) => on(params.id, (row) => ({ body: { user: row } })) },
        {
          on: `PUT ${one}`,
          answer: ({ params, text }) =>
            on(params.id, (row) => ({ body: { user: Object.assign(row, JSON.parse(text).user) } })),
        },
        {
          on: `DELETE ${one}`,
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return { status: 204 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      name: 'Alice Cook',
      username: 'user1@acme.example',
      emails: ['user1@acme.example'],
      state: 'active',
      role: 'SiteAdministratorCreator',
      licenses: ['Creator'],
      lastActive: '2026-03-09T10:11:12.000Z',
      columns: { authSetting: 'SAML' },
    },
    { state: 'suspended', licenses: [], lastActive: null },
    { state: 'active', emails: [], username: 'bob', licenses: ['Explorer'], lastActive: null },
    { kind: 'service', licenses: [] },
    { state: 'active', licenses: [] },
  ],
};
