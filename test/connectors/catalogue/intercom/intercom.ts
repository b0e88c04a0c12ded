import type { Fixture } from '../entry.ts';

const TOKEN = 'dG9rOmxhYl80ZjhhMWM5ZTdiMmQ2MDUz';

/** https://github.com/intercom/Intercom-OpenAPI/blob/main/descriptions/2.14/api.intercom.io.yaml */
const admin = (number: number, changes: Record<string, unknown> = {}) => ({
  type: 'admin',
  id: String(991267466 + number),
  name: `Ciaran${number} Lee`,
  email: `admin${number}@acme.example`,
  away_mode_enabled: false,
  away_mode_reassign: false,
  has_inbox_seat: true,
  team_ids: [],
  ...changes,
});

const failed = (status: number, code: string, message: string) => ({
  status,
  body: {
    type: 'error.list',
    request_id: '5ef5682e-f66e-40a4-b828-8592175f83b8',
    errors: [{ code, message }],
  },
});

export const INTERCOM: Fixture = {
  id: 'intercom',
  settings: { token: TOKEN },
  secrets: [TOKEN],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 'unauthorized', 'Access Token Invalid'),
  forbidden: { reply: failed(403, 'api_plan_restricted', 'Forbidden'), right: null },
  list: {
    on: 'GET /admins',
    paging: { by: 'none' },
    rows: [
      admin(1, { name: 'Hoban Washburne', email: 'Wash@acme.example', job_title: 'Pilot' }),
      admin(2, { has_inbox_seat: false, away_mode_enabled: true }),
    ],
    usual: (number) => admin(number + 1),
    body: ({ rows }) => ({ type: 'admin.list', admins: rows }),
    refuses: ({ headers }) =>
      headers['intercom-version'] === '2.14' ? null : failed(400, 'intercom_version_invalid', 'version'),
    idKey: 'id',
    rowsIn: (body: { admins: Record<string, unknown>[] }) => body.admins,
  },
  accounts: [
    {
      id: '991267467',
      name: 'Hoban Washburne',
      emails: ['wash@acme.example'],
      state: 'active',
      licenses: ['Inbox seat'],
      lastActive: null,
      columns: { title: 'Pilot', away: false },
    },
    { licenses: [], columns: { away: true } },
  ],
};
