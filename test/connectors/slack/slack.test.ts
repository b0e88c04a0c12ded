import { slack } from '../../../src/connectors/slack/slack.ts';
import { survivesFaults } from '../vendors/faults.ts';
import { slackError } from './slack-rows.ts';
import { ADMIN_TOKEN, startSlack, TOKEN } from './slack-server.ts';

survivesFaults('Slack', {
  connector: slack,
  start: startSlack,
  settings: ({ origin }) => slack.settings.parse({ token: TOKEN, adminToken: ADMIN_TOKEN, apiUrl: origin }),
  secrets: [TOKEN, ADMIN_TOKEN],
  list: /^GET \/api\/users\.list/,
  rows: (body) => (body as { members: Record<string, unknown>[] }).members,
  idKey: 'id',
  namesRow: /users\.list: members\[1\]\.id: /,
  token: 'fixed',
  unauthorised: slackError('invalid_auth'),
  forbidden: {
    reply: slackError('missing_scope', { needed: 'users:read', provided: 'chat:write' }),
    right: 'users:read',
  },
  throttled: (seconds) => ({
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { ok: false, error: 'ratelimited' },
  }),
  ended: (reply) => ({
    ...reply,
    body: { ...(reply.body as object), response_metadata: { next_cursor: '' } },
  }),
  // Slack tells no total.
  half: 'guard',
  otherTenant: {
    change: ({ body, ...reply }) => {
      const { members, ...rest } = body as { members: object[] };
      return {
        ...reply,
        body: { ...rest, members: members.map((each) => ({ ...each, team_id: 'T0OTHER' })) },
      };
    },
    outcome: 'left-out',
  },
});
