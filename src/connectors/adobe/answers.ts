import type { AnswerRule, VendorAnswers } from '../http/answers.ts';
import { USER_MANAGEMENT } from './rights.ts';

/** Adobe sends its own errors with status 200 as well as with others. */
function withAnyStatus(...rules: readonly AnswerRule[]): AnswerRule[] {
  return rules.flatMap((rule) => [rule, { ...rule, status: 'ok' }]);
}

/** https://adobe-apiplatform.github.io/umapi-documentation/en/api/ErrorRef.html */
export const ADOBE_ANSWERS: VendorAnswers = {
  says: { code: ['error_code', 'result'], words: ['message'] },
  rules: [
    ...withAnyStatus(
      {
        code: ['error.organization.invalid_id', 'error.organization.invalid_name'],
        means: 'absent',
        advice:
          'Adobe knows no organisation like this for these credentials; copy its id, which ends with @AdobeOrg, from the Adobe Developer Console',
      },
      {
        code: 'error.apikey.invalid',
        means: 'credentials',
        advice: 'clientId is not one of this organisation; copy it from the Adobe Developer Console',
      },
      {
        code: 'error.api.user.not.parent.org',
        means: 'right-missing',
        advice: 'these credentials belong to another organisation than the one that owns the users',
      },
      { code: 'error.throttled_by_external_service', means: 'rate-limit', wait: 60_000 },
      { code: ['error.api.not_available', 'error', 'partial'], means: 'transient' },
      { code: /^error\.internal\./, means: 'transient' },
      { code: /^error\./, means: 'invalid' },
    ),
    {
      status: 403,
      code: '403003',
      means: 'credentials',
      advice: 'clientId is wrong, or its project was deleted; copy it from the Adobe Developer Console',
    },
    {
      status: 401,
      means: 'token',
      advice:
        'the credential was deleted or its client secret was replaced; copy both from the Adobe Developer Console',
    },
    {
      status: 403,
      means: 'right-missing',
      right: USER_MANAGEMENT,
      advice: `a System Administrator must add the ${USER_MANAGEMENT} to the project in the Adobe Developer Console`,
    },
  ],
};

/** For requests that change users: a list of errors tells what was not done. */
export const ADOBE_WRITE_ANSWERS: VendorAnswers = {
  ...ADOBE_ANSWERS,
  says: { code: ['errors.0.errorCode', 'error_code'], words: ['errors.0.message', 'message'] },
};

/** Errors of the address that gives out tokens. */
export const ADOBE_TOKEN_RULES: readonly AnswerRule[] = [
  {
    code: 'invalid_client',
    means: 'credentials',
    advice:
      'clientId and clientSecret do not belong together, or the secret was replaced; copy both from the Adobe Developer Console',
  },
  {
    code: 'invalid_scope',
    means: 'right-missing',
    right: USER_MANAGEMENT,
    advice: `a System Administrator must add the ${USER_MANAGEMENT} to the project in the Adobe Developer Console`,
  },
  {
    code: ['unauthorized_client', 'unsupported_grant_type'],
    means: 'credentials',
    advice: 'clientId is not one of an OAuth Server-to-Server credential; those with a JWT ended',
  },
];
