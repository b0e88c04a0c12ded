import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const SECRET = 'x7wq2m9k4t1v8zp';
const REFRESH = 'R3fr3sh-nBq7XkT2mVw9';
const TOKEN = 'sl.B4vQm8Zt2KxWc6Yd';

/** `TeamMemberInfoV2` of https://github.com/dropbox/dropbox-api-spec/blob/main/team.stone */
const member = (number: number, status = 'active', changes: Record<string, unknown> = {}) => ({
  profile: {
    team_member_id: `dbmid:FDFSVF-${number}`,
    account_id: `dbid:AAH4f99T0taONIb-${number}`,
    email: `person${number}@acme.example`,
    email_verified: true,
    secondary_emails: [{ email: `private${number}@home.example`, is_verified: false }],
    status: { '.tag': status },
    name: { given_name: 'Person', surname: `${number}`, display_name: `Person ${number}` },
    membership_type: { '.tag': 'full' },
    joined_on: '2015-05-12T15:50:38Z',
    groups: [],
    ...changes,
  },
  roles: [] as unknown[],
});

const failed = (tag: string) => ({
  status: 401,
  body: { error_summary: `${tag}/...`, error: { '.tag': tag } },
});

const memberIdOf = (row: Record<string, unknown>) =>
  (row.profile as { team_member_id: string }).team_member_id;

type Page = { members: Record<string, unknown>[] };

export const DROPBOX: Fixture = {
  id: 'dropbox',
  settings: { appKey: 'k3yofteamapp', appSecret: SECRET, refreshToken: REFRESH },
  secrets: [SECRET, REFRESH, TOKEN],
  basePath: '',
  accepts: ({ path, headers }) => path === '/oauth2/token' || headers.authorization === `Bearer ${TOKEN}`,
  refused: failed('invalid_access_token'),
  forbidden: { reply: failed('missing_scope'), right: 'members.read' },
  token: 'fetched',
  list: {
    on: 'POST /2/team/members/list_v2',
    further: 'POST /2/team/members/list/continue_v2',
    paging: { by: 'cursor', param: 'cursor', size: 'limit' },
    rows: [
      {
        ...member(1, 'active', { email: 'Tami@acme.example', secondary_emails: [] }),
        roles: [{ role_id: 'pid_dbtmr:2345', name: 'Team admin', description: '' }],
      },
      member(2, 'invited', { joined_on: undefined, invited_on: '2026-05-12T15:50:38Z' }),
      member(3, 'suspended', { suspended_on: '2026-06-12T15:50:38Z' }),
      member(4, 'active', { membership_type: { '.tag': 'limited' } }),
    ],
    usual: (number) => member(number + 1),
    // The cursor is there on the last page too.
    body: ({ rows, next }) => ({ members: rows, cursor: next ?? 'ZtkX9_EHj3x7', has_more: next !== null }),
    refuses: ({ path, text }) => {
      const keys = Object.keys(JSON.parse(text));
      const allowed = path.endsWith('continue_v2') ? ['cursor'] : ['limit', 'include_removed'];
      const wrong = keys.find((key) => !allowed.includes(key));
      return wrong === undefined ? null : { status: 400, body: `unknown field '${wrong}'` };
    },
    idKey: 'profile',
    idOf: memberIdOf,
    rowsIn: (body: Page) => body.members,
  },
  routes: [
    {
      on: 'POST /oauth2/token',
      answer: ({ text }) => {
        const form = Object.fromEntries(new URLSearchParams(text));
        return form.grant_type === 'refresh_token' &&
          form.refresh_token === REFRESH &&
          form.client_id === 'k3yofteamapp' &&
          form.client_secret === SECRET
          ? { body: { access_token: TOKEN, expires_in: 14400, token_type: 'bearer' } }
          : { status: 400, body: { error: 'invalid_grant', error_description: 'refresh token is invalid' } };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^POST \/2\/team\/members\/suspend$/,
        read: /^POST \/2\/team\/members\/(get_info|list)/,
        undo: true,
        empty: { body: 'null' },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, memberIdOf, {
        status: 409,
        body: { error_summary: 'user_not_found/..', error: { '.tag': 'user_not_found' } },
      });
      const become =
        (status: string) =>
        ({ text }: { readonly text: string }) =>
          on(JSON.parse(text).user.team_member_id, (row) => {
            Object.assign(row.profile as object, { status: { '.tag': status } });
            return { body: 'null' };
          });
      return [
        {
          on: 'POST /2/team/members/get_info_v2',
          answer: ({ text }) => {
            const [{ team_member_id: id }] = JSON.parse(text).members;
            const row = rows.find((each) => memberIdOf(each) === id);
            const item =
              row === undefined
                ? { '.tag': 'id_not_found', id_not_found: id }
                : { '.tag': 'member_info', ...row };
            return { body: { members_info: [item] } };
          },
        },
        { on: 'POST /2/team/members/suspend', answer: become('suspended') },
        { on: 'POST /2/team/members/unsuspend', answer: become('active') },
      ];
    },
  },
  accounts: [
    {
      id: 'dbmid:FDFSVF-1',
      name: 'Person 1',
      emails: ['tami@acme.example'],
      state: 'active',
      role: 'Team admin',
      licenses: ['Full'],
      created: '2015-05-12T15:50:38.000Z',
      columns: { membership: 'full' },
    },
    // An address that nobody has verified is not taken.
    { emails: ['person2@acme.example'], state: 'invited', created: null, licenses: ['Full'] },
    // Who is suspended keeps the license.
    { state: 'suspended', licenses: ['Full'] },
    { state: 'active', licenses: [], columns: { membership: 'limited' } },
  ],
};
