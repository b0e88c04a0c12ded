import type { Fixture } from '../entry.ts';

const SECRET = 'ntn_6409213rT5vXwQz8BkLmNc';

/** https://developers.notion.com/reference/user */
const person = (number: number, changes: Record<string, unknown> = {}) => ({
  object: 'user',
  id: `d40e767c-d7af-4b18-a86d-55c61f1e${String(number).padStart(4, '0')}`,
  type: 'person',
  person: { email: `person${number}@acme.co` },
  name: `Person ${number}`,
  avatar_url: null,
  ...changes,
});

export const NOTION: Fixture = {
  id: 'notion',
  settings: { token: SECRET },
  secrets: [SECRET],
  basePath: '/v1',
  accepts: ({ headers }) => headers.authorization === `Bearer ${SECRET}`,
  refused: {
    status: 401,
    body: { object: 'error', status: 401, code: 'unauthorized', message: 'API token is invalid.' },
  },
  forbidden: {
    reply: {
      status: 403,
      body: {
        object: 'error',
        status: 403,
        code: 'restricted_resource',
        message: 'Insufficient permissions for this endpoint.',
      },
    },
    right: 'Read user information including email addresses',
  },
  list: {
    on: 'GET /v1/users',
    paging: { by: 'cursor', param: 'start_cursor', size: 'page_size' },
    rows: [
      person(1, { name: 'Avocado Lovelace', person: { email: 'Avo@acme.co' } }),
      person(2, {
        type: 'bot',
        name: 'Doug Bot',
        person: undefined,
        bot: { owner: { type: 'workspace', workspace: true } },
      }),
      person(3, { name: null, person: {} }),
    ],
    usual: (number) => person(number + 1),
    body: ({ rows, next }) => ({ object: 'list', results: rows, next_cursor: next, has_more: next !== null }),
    refuses: ({ headers, query }) => {
      const wrong = (message: string) => ({
        status: 400,
        body: { object: 'error', status: 400, code: 'validation_error', message },
      });
      if (headers['notion-version'] === undefined) return wrong('Notion-Version header is missing.');
      return Number(query.get('page_size') ?? 100) > 100 ? wrong('page_size should be at most 100.') : null;
    },
    idKey: 'id',
    rowsIn: (body: { results: Record<string, unknown>[] }) => body.results,
  },
  accounts: [
    { name: 'Avocado Lovelace', emails: ['avo@acme.co'], state: 'active', kind: 'person', lastActive: null },
    { name: 'Doug Bot', emails: [], kind: 'bot' },
    { name: null, emails: [], kind: 'person' },
  ],
};
