import type { Fixture } from '../entry.ts';

const KEY = 'lin_api_6KpXw2RtVb9QmZc4LdYh';

/** `User` of https://github.com/linear/linear/blob/master/packages/sdk/src/schema.graphql */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `9c2c88a6-99d3-4a63-a201-8ee5c7dc${String(number).padStart(4, '0')}`,
  name: `Person ${number}`,
  displayName: `person${number}`,
  email: `person${number}@acme.example`,
  active: true,
  admin: false,
  owner: false,
  guest: false,
  app: false,
  disableReason: null,
  archivedAt: null,
  createdAt: '2025-03-04T08:09:10.123Z',
  lastSeen: '2026-11-20T10:11:12.345Z',
  title: null,
  ...changes,
});

const failed = (status: number, code: string, type: string, message: string) => ({
  status,
  body: { errors: [{ message, extensions: { code, type, userPresentableMessage: message } }] },
});

export const LINEAR: Fixture = {
  id: 'linear',
  settings: { token: KEY },
  secrets: [KEY],
  basePath: '',
  // A personal key is sent as it is; only an OAuth token is sent as Bearer.
  accepts: ({ headers }) => headers.authorization === KEY,
  refused: failed(401, 'AUTHENTICATION_ERROR', 'authentication error', 'Authentication required'),
  forbidden: { reply: failed(403, 'FORBIDDEN', 'forbidden', 'Not allowed'), right: null },
  throttled: (seconds) => ({
    ...failed(400, 'RATELIMITED', 'ratelimited', 'Rate limit exceeded'),
    headers: { 'retry-after': String(seconds) },
  }),
  list: {
    on: 'POST /graphql',
    paging: { by: 'cursor', param: 'variables.after', size: 'variables.first' },
    rows: [
      user(1, { name: 'Ada Acker', email: 'Ada@acme.example', owner: true, admin: true, title: 'Lead' }),
      user(2, { admin: true }),
      user(3, { active: false, disableReason: 'admin suspended' }),
      user(4, { active: false, disableReason: 'pendingInvite', lastSeen: null }),
      user(5, { guest: true }),
      user(6, { app: true, lastSeen: null }),
      user(7, { archivedAt: '2026-01-02T03:04:05.000Z' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, next }) => ({
      data: { users: { nodes: rows, pageInfo: { hasNextPage: next !== null, endCursor: next } } },
    }),
    refuses: ({ text }) => {
      const { query = '' } = JSON.parse(text) as { query?: string };
      return query.includes('includeDisabled: true')
        ? null
        : failed(400, 'INVALID_INPUT', 'invalid input', 'This server wants everybody.');
    },
    filtered: ({ text }, rows) => {
      const { query = '', variables } = JSON.parse(text);
      return query.includes('filter: { id: { eq: $id } }')
        ? rows.filter(({ id }) => id === variables.id)
        : null;
    },
    idKey: 'id',
    rowsIn: (body: { data: { users: { nodes: Record<string, unknown>[] } } }) => body.data.users.nodes,
  },
  nameOf: ({ method, path, text }) => `${method} ${path}${/user(?:Suspend|Unsuspend)/.exec(text)?.[0] ?? ''}`,
  removal: {
    ways: [
      {
        way: 'disable',
        write: /userSuspend$/,
        read: /^POST \/graphql$/,
        account: user(9).id,
        undo: true,
        empty: { body: { data: { userSuspend: { success: true } } } },
      },
    ],
    routes: (rows) => [
      {
        on: 'POST /graphql',
        answer: ({ text }) => {
          const { query, variables } = JSON.parse(text);
          if (query.includes('viewer')) return { body: { data: { viewer: { id: user(1).id } } } };
          const [mutation] = /user(?:Suspend|Unsuspend)/.exec(query) ?? [];
          if (mutation === undefined) return null;
          const row = rows.find(({ id }) => id === variables.id);
          if (row === undefined)
            return failed(200, 'INPUT_ERROR', 'invalid input', 'Could not find referenced User.');
          row.active = mutation === 'userUnsuspend';
          return { body: { data: { [mutation]: { success: true } } } };
        },
      },
    ],
  },
  accounts: [
    {
      username: 'person1',
      name: 'Ada Acker',
      emails: ['ada@acme.example'],
      state: 'active',
      kind: 'person',
      role: 'Owner',
      lastActive: '2026-11-20T10:11:12.345Z',
      created: '2025-03-04T08:09:10.123Z',
      columns: { title: 'Lead' },
    },
    { state: 'active', role: 'Admin' },
    { state: 'suspended', role: 'Member', columns: { disableReason: 'admin suspended' } },
    { state: 'invited', lastActive: null },
    { state: 'active', kind: 'guest', role: 'Guest' },
    { kind: 'bot', role: 'App' },
    { state: 'deactivated' },
  ],
};
