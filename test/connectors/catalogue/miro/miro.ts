import type { Fixture } from '../entry.ts';

const TOKEN = 'eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_q8Zr5Tn3';
const ORGANIZATION = '3074457345821141000';

/** `OrganizationMember` of https://github.com/miroapp/api-clients/blob/main/packages/generator/spec.json */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  type: 'organization-member',
  id: `30744573458211${String(number).padStart(5, '0')}`,
  active: true,
  email: `person${number}@acme.example`,
  lastActivityAt: '2026-11-20T10:11:12Z',
  license: 'full',
  licenseAssignedAt: '2025-03-04T08:09:10Z',
  role: 'organization_internal_user',
  ...changes,
});

const failed = (status: number, code: string, message: string) => ({
  status,
  body: { status, code, message, type: 'error' },
});

export const MIRO: Fixture = {
  id: 'miro',
  settings: { organization: ORGANIZATION, token: TOKEN },
  secrets: [TOKEN],
  basePath: '/v2',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 'tokenNotProvided', 'The access token is invalid.'),
  forbidden: {
    reply: failed(403, 'insufficientPermissions', 'The token lacks a scope.'),
    right: 'organizations:read',
  },
  list: {
    on: 'GET /v2/orgs/:organization/members',
    paging: { by: 'cursor', param: 'cursor', size: 'limit' },
    rows: [
      member(1, {
        email: 'Ada@acme.example',
        role: 'organization_internal_admin',
        adminRoles: [{ type: 'prebuilt', name: 'User Admin' }],
      }),
      member(2, { active: false, license: 'free' }),
      member(3, { role: 'organization_external_user', license: 'occasional' }),
      member(4, { role: 'organization_team_guest_user', license: 'free_restricted', lastActivityAt: '' }),
      member(5, { role: 'unknown', license: 'unknown', lastActivityAt: undefined }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows, next, size }) => ({
      limit: size,
      size: rows.length,
      data: rows,
      type: 'cursor-list',
      ...(next === null ? {} : { cursor: next }),
    }),
    refuses: ({ params, query }) => {
      if (params.organization !== ORGANIZATION) return failed(404, 'notFound', 'Organization not found');
      return Number(query.get('limit') ?? 100) > 100 ? failed(400, 'invalidParameters', 'limit') : null;
    },
    idKey: 'id',
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  accounts: [
    {
      emails: ['ada@acme.example'],
      state: 'active',
      kind: 'person',
      role: 'Internal admin',
      licenses: ['full'],
      lastActive: '2026-11-20T10:11:12.000Z',
      columns: { adminRoles: 'User Admin', licenseAssigned: '2025-03-04T08:09:10.000Z' },
    },
    { state: 'deactivated', licenses: ['free'] },
    { kind: 'guest', role: 'External user', licenses: ['occasional'] },
    { kind: 'guest', role: 'Team guest', lastActive: null },
    { kind: 'unknown', role: null, licenses: [], lastActive: null },
  ],
};
