import type { AnswerRule, VendorAnswers } from '../http/answers.ts';

const SHARE =
  'share the report with the integration system user, and give its security group the domains that the report uses';

/** Workday's own documentation is behind a login; these are what others met. Other answers mean what their status usually means. */
export const WORKDAY_ANSWERS: VendorAnswers = {
  says: { code: [], words: ['message', 'error', 'errors.0.error', 'faultstring'] },
  rules: [
    // Reported as a server error, although a right is missing: https://learningworkday.blogspot.com
    { status: [400, 500], words: /not authorized/i, means: 'right-missing', advice: SHARE },
    {
      status: 401,
      means: 'token',
      advice:
        'the user name or password of the integration system user is wrong or has expired, or its authentication policy forbids passwords',
    },
    { status: 403, means: 'right-missing', advice: SHARE },
    {
      status: 404,
      means: 'absent',
      advice:
        'Workday knows no such report; check the setting report, and that the report is of type Advanced and enabled as a web service',
    },
  ],
};

/** Errors of the address that gives out tokens. */
export const WORKDAY_TOKEN_RULES: readonly AnswerRule[] = [
  {
    status: [400, 401, 403],
    means: 'credentials',
    advice:
      'clientId, clientSecret and refreshToken do not belong together, or the refresh token has expired; see View API Clients in Workday',
  },
  {
    status: 404,
    means: 'credentials',
    advice:
      'Workday gives out no tokens at this address; write the token endpoint of View API Clients as tokenUrl',
  },
];
