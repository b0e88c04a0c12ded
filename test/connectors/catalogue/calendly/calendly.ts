import type { Fixture } from '../entry.ts';

const TOKEN = 'eyJraWQiOiJsYWIifQ.calendly-Kd8sQ2vLr7tPw3mZ';
const API = 'https://api.calendly.com';
const ORGANIZATION = '5a8c1e2f-0b7d-4c3e-9f1a-2d6b8e4c7a90';

/** https://developer.calendly.com/api-docs/calendly-api/organizations/list-organization-memberships */
const membership = (number: number, changes: Record<string, unknown> = {}, user: object = {}) => ({
  uri: `${API}/organization_memberships/0f3b6a1c-4d2e-4b7f-8a9c-1e5d7c2b${String(number).padStart(4, '0')}`,
  role: 'user',
  user: {
    uri: `${API}/users/7c2e9d4a-1b6f-4e8c-a3d5-9f0b4c1e${String(number).padStart(4, '0')}`,
    name: `Person ${number}`,
    slug: `person-${number}`,
    email: `person${number}@acme.example`,
    scheduling_url: `https://calendly.com/person-${number}`,
    timezone: 'America/New York',
    avatar_url: null,
    created_at: '2018-01-02T03:04:05.678123Z',
    updated_at: '2019-08-07T06:05:04.321123Z',
    ...user,
  },
  organization: `${API}/organizations/${ORGANIZATION}`,
  created_at: '2019-01-02T03:04:05.678123Z',
  updated_at: '2019-08-07T06:05:04.321123Z',
  ...changes,
});

const failed = (status: number, title: string, message: string) => ({ status, body: { title, message } });

export const CALENDLY: Fixture = {
  id: 'calendly',
  settings: { organization: ORGANIZATION, token: TOKEN },
  secrets: [TOKEN],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 'Unauthenticated', 'The access token is invalid'),
  forbidden: {
    reply: failed(403, 'Permission Denied', 'You do not have permission to access this resource.'),
    right: 'organizations:read',
  },
  // Without Retry-After: https://developer.calendly.com/api-docs/overview/rate-limits
  throttled: (seconds) => ({
    status: 429,
    headers: {
      'x-ratelimit-limit': '500',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(seconds),
    },
    body: {},
  }),
  list: {
    on: 'GET /organization_memberships',
    paging: { by: 'cursor', param: 'page_token', size: 'count' },
    rows: [
      membership(1, { role: 'owner' }, { name: 'John Doe', slug: 'acmesales', email: 'John@acme.example' }),
      membership(2, { role: 'admin' }),
      membership(3),
    ],
    usual: (number) => membership(number + 1),
    body: ({ rows, next }) => ({
      collection: rows,
      pagination: {
        count: rows.length,
        next_page: next === null ? null : `${API}/organization_memberships?page_token=${next}`,
        previous_page: null,
        next_page_token: next,
        previous_page_token: null,
      },
    }),
    // Without it the caller's own memberships are told.
    refuses: ({ query }) =>
      query.get('organization') === `${API}/organizations/${ORGANIZATION}`
        ? null
        : failed(400, 'Invalid Argument', 'The supplied parameters are invalid.'),
    idKey: 'uri',
    rowsIn: (body: { collection: Record<string, unknown>[] }) => body.collection,
  },
  accounts: [
    {
      username: 'acmesales',
      name: 'John Doe',
      emails: ['john@acme.example'],
      state: 'active',
      role: 'owner',
      lastActive: null,
      created: '2019-01-02T03:04:05.678Z',
    },
    { state: 'active', role: 'admin' },
    { state: 'active', role: 'user' },
  ],
};
