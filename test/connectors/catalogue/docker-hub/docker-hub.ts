import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const SECRET = 'dckr_pat_124509ugsdjga93';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.docker-1';

/** https://docs.docker.com/reference/api/hub/latest/operations/getV2OrgsByOrgNameMembers/ */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `0ab70deb065a43fcacd55d48caa9${String(number).padStart(4, '0')}`,
  username: `dockeruser${number}`,
  full_name: `User ${number}`,
  email: `user${number}@acme.example`,
  type: 'User',
  role: 'Member',
  groups: ['developers'],
  is_guest: false,
  date_joined: '2021-01-05T21:06:53.506400Z',
  last_seen_at: '2026-03-09T10:11:12.5Z',
  last_logged_in_at: '2026-03-01T10:11:12.5Z',
  last_desktop_version: '4.29.0',
  ...changes,
});

export const DOCKER_HUB: Fixture = {
  id: 'docker-hub',
  settings: { organization: 'acme', identifier: 'acmeadmin', secret: SECRET },
  secrets: [SECRET, TOKEN],
  token: 'fetched',
  basePath: '/v2',
  accepts: ({ path, headers }) => path === '/v2/auth/token' || headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { message: 'unauthorized', errinfo: null } },
  forbidden: { reply: { status: 403, body: { message: 'permission denied', errinfo: null } }, right: null },
  list: {
    on: 'GET /v2/orgs/acme/members',
    paging: { by: 'link', param: 'page', size: 'page_size' },
    rows: [
      member(1, { full_name: 'Jon Snow', role: 'Owner', groups: ['owners', 'developers'] }),
      member(2, { type: 'Invitee', last_seen_at: null, last_logged_in_at: null, full_name: '' }),
      member(3, { is_guest: true, last_seen_at: null }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows, total, next }) => ({ count: total, next, previous: null, results: rows }),
    refuses: ({ query }) =>
      query.get('type') === 'all' ? null : { status: 400, body: { message: 'bad request', errinfo: null } },
    idKey: 'id',
    rowsIn: (body: { results: Record<string, unknown>[] }) => body.results,
  },
  routes: [
    {
      on: 'POST /v2/auth/token',
      answer: ({ text }) => {
        const { identifier, secret } = JSON.parse(text);
        return identifier === 'acmeadmin' && secret === SECRET
          ? { body: { access_token: TOKEN } }
          : { status: 401, body: { message: 'unauthorized', errinfo: null } };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/v2\/orgs\/acme\/members\/dockeruser1$/,
        undo: false,
        provenBy: 'list',
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ username }) => username, {
        status: 404,
        body: { message: 'not found', errinfo: null },
      });
      return [
        {
          on: 'DELETE /v2/orgs/acme/members/:username',
          answer: ({ params }) =>
            on(params.username, (row) => {
              drop(row);
              return { status: 204 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      username: 'dockeruser1',
      name: 'Jon Snow',
      emails: ['user1@acme.example'],
      state: 'active',
      kind: 'unknown',
      role: 'Owner',
      lastActive: '2026-03-09T10:11:12.500Z',
      created: '2021-01-05T21:06:53.506Z',
      columns: { teams: 'owners, developers', desktopVersion: '4.29.0' },
    },
    { state: 'invited', name: null, lastActive: null },
    { kind: 'guest', lastActive: '2026-03-01T10:11:12.500Z' },
  ],
};
