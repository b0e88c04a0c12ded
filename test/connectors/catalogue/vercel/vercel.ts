import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'vcp_8Kd2mXq7RtLpZs4vWn1bYc6fJh3g';
const TEAM = 'team_1a2b3c4d5e6f7g8h9i0j1k2l';

/** https://github.com/vercel/sdk/blob/main/src/models/getteammembersop.ts */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  avatar: '123a6c5209bc3778245d011443644c8d27dc2c50',
  confirmed: true,
  email: `person${number}@acme.example`,
  role: 'MEMBER',
  uid: `zTuNVUXEAvvnNN3Iaqink${String(number).padStart(3, '0')}`,
  username: `person-${number}`,
  name: `Person ${number}`,
  createdAt: 1588720733602 - number,
  projects: [],
  ...changes,
});

const failed = (status: number, code: string, message: string) => ({
  status,
  body: { error: { code, message } },
});

export const VERCEL: Fixture = {
  id: 'vercel',
  settings: { team: TEAM, token: TOKEN },
  secrets: [TOKEN],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 'unauthorized', 'The request is not authorized.'),
  forbidden: {
    reply: failed(403, 'forbidden', 'You do not have permission to access this resource.'),
    right: 'Member of the team',
  },
  list: {
    on: 'GET /v3/teams/:team/members',
    paging: { by: 'cursor', param: 'until', size: 'limit' },
    rows: [
      member(1, {
        name: 'Jane Doe',
        username: 'jane-doe',
        email: 'Jane.Doe@acme.example',
        role: 'OWNER',
        github: { login: 'janedoe' },
      }),
      member(2, { confirmed: false, accessRequestedAt: 1588820733602 }),
      member(3, { role: 'VIEWER_FOR_PLUS', name: undefined }),
    ],
    usual: (number) => member(number + 1),
    // The moment of the last page is told too.
    body: ({ rows, next }) => ({
      members: rows,
      emailInviteCodes: [],
      pagination: { hasNext: next !== null, count: rows.length, next: next ?? 'bGFzdA', prev: 1588720733602 },
    }),
    refuses: ({ params }) => (params.team === TEAM ? null : failed(404, 'not_found', 'Team not found')),
    idKey: 'uid',
    rowsIn: (body: { members: Record<string, unknown>[] }) => body.members,
  },
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/v1\/teams\/\w+\/members\/\w+$/,
        undo: false,
        provenBy: 'list',
        empty: { body: { id: TEAM } },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ uid }) => uid, failed(404, 'not_found', 'User not found'));
      return [
        {
          on: 'DELETE /v1/teams/:team/members/:uid',
          answer: ({ params }) =>
            on(params.uid, (row) => {
              drop(row);
              return { body: { id: TEAM } };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      username: 'jane-doe',
      name: 'Jane Doe',
      emails: ['jane.doe@acme.example'],
      state: 'active',
      role: 'OWNER',
      lastActive: null,
      created: '2020-05-05T23:18:53.601Z',
      columns: { github: 'janedoe' },
    },
    { state: 'invited' },
    { name: null, role: 'VIEWER_FOR_PLUS' },
  ],
};
