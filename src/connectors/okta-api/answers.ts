import type { VendorAnswers } from '../http/answers.ts';

/** https://developer.okta.com/docs/reference/error-codes/ */
export const OKTA_ANSWERS: VendorAnswers = {
  says: { code: ['errorCode', 'error'], words: ['errorSummary', 'error_description'] },
  rules: [
    {
      status: 401,
      code: 'E0000011',
      means: 'token',
      advice: 'the API token or the key is wrong, expired or revoked',
    },
    {
      status: [403, 404],
      path: /\/iam\/|\/roles\b/,
      means: 'right-missing',
      right: 'okta.roles.read',
      capability: 'role',
      advice:
        'who is an admin is shown only to the token of a Super Administrator, or to a service app with okta.roles.read and a role that sees administrators',
    },
    {
      status: 403,
      code: 'E0000006',
      means: 'right-missing',
      advice: 'the admin role of the token, or of the service app, does not cover this',
    },
    { code: ['E0000047'], means: 'rate-limit' },
    { code: ['E0000007'], means: 'absent' },
    { code: ['E0000009'], means: 'transient' },
  ],
  limit: { remaining: 'x-rate-limit-remaining', limit: 'x-rate-limit-limit', reset: 'x-rate-limit-reset' },
};
