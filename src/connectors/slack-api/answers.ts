import type { AnswerRule, VendorAnswers } from '../http/answers.ts';

const REINSTALL = 'install the app again and put its new token into the environment';

/** Slack sends its errors with 200, as `{"ok": false, "error": "…"}`. */
const RULES: readonly Omit<AnswerRule, 'status'>[] = [
  {
    // Happens with a token of the whole organization whose owner is in none of its workspaces.
    code: 'invalid_auth',
    path: /\/team\.billableInfo/,
    means: 'plan',
    capability: 'licenses',
    advice: 'the owner of the adminToken must be in the workspace whose billing is read',
  },
  { code: ['invalid_auth', 'not_authed'], means: 'token', advice: `the token is wrong; ${REINSTALL}` },
  {
    code: 'account_inactive',
    means: 'token',
    advice: `the token is of somebody who was deactivated, or of an app that was removed; ${REINSTALL}`,
  },
  { code: ['token_revoked', 'token_expired'], means: 'token', advice: `the token has ended; ${REINSTALL}` },
  {
    code: 'missing_scope',
    means: 'right-missing',
    // Slack names the scope.
    right: ({ words }) => words,
    advice: 'add the scope under OAuth & Permissions of the app, and install it again',
  },
  {
    code: 'not_allowed_token_type',
    means: 'credentials',
    advice:
      'the token is of the wrong kind: token is the bot token (xoxb-), adminToken the user token (xoxp-) of an admin',
  },
  {
    code: [
      'not_admin',
      'access_denied',
      'no_permission',
      'team_access_not_granted',
      'restricted_action',
      'org_login_required',
      'ekm_access_denied',
    ],
    means: 'right-missing',
    advice: 'the owner of the token must be an admin, and the app allowed in the workspace',
  },
  {
    code: 'paid_only',
    means: 'plan',
    capability: 'lastActive',
    advice: 'Slack tells when people were active on paid plans only',
  },
  {
    code: 'plan_upgrade_required',
    means: 'plan',
    capability: 'groups',
    advice: 'Slack has user groups on paid plans only',
  },
  {
    code: 'feature_not_enabled',
    means: 'plan',
    capability: 'lastActive',
    advice: 'Slack lists people of the whole organization on Enterprise only',
  },
  { code: ['ratelimited', 'rate_limited'], means: 'rate-limit', wait: 1_000 },
  { code: 'invalid_cursor', means: 'start-over' },
  {
    code: ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
    means: 'transient',
  },
  {
    // Not every Slack has every method: GovSlack, or a workspace of a kind that is gone.
    code: 'unknown_method',
    path: /\/(team|usergroups|admin)\./,
    means: 'plan',
    advice: 'this Slack does not have that method',
  },
  { code: 'user_not_found', path: /\/users\.info/, means: 'absent' },
  { code: /./, means: 'invalid' },
];

/** https://docs.slack.dev/reference/scim-api */
export const SCIM_ANSWERS: VendorAnswers = {
  says: { code: ['error'], words: ['Errors.description'] },
  rules: [
    {
      status: 401,
      means: 'token',
      advice: 'scimToken is wrong or has ended; write the user token (xoxp-) of an admin',
    },
    {
      status: [402, 403, 404],
      means: 'plan',
      capability: 'removal',
      advice:
        'Slack has SCIM, by which people are deactivated, on Business+ and Enterprise, for the user token of an admin with the scope admin',
    },
  ],
};

/** https://docs.slack.dev/apis/web-api/#responses */
export const SLACK_ANSWERS: VendorAnswers = {
  says: { code: ['error'], words: ['needed'] },
  rules: [
    { status: 429, means: 'rate-limit' },
    {
      status: 404,
      path: /\/(team|usergroups|admin)\./,
      means: 'plan',
      advice: 'this Slack does not have that method',
    },
    ...RULES.map((rule): AnswerRule => ({ ...rule, status: 'ok' })),
    ...RULES.filter(({ means }) => means !== 'invalid'),
  ],
};
