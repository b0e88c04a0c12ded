import type { AnswerRule, VendorAnswers } from '../http/answers.ts';
import { AREAS, type Area, WRITE_AREAS } from './areas.ts';

/** The limits are for each minute, and no header tells how long is left. */
const WAIT_MS = 20_000;

/**
 * https://developers.google.com/workspace/admin/directory/v1/limits,
 * https://developers.google.com/workspace/admin/licensing/v1/limits
 */
const answersFor = (areas: readonly Area[]): VendorAnswers => ({
  says: {
    code: ['error.errors.0.reason', 'error.details.0.reason', 'error.status'],
    words: ['error.errors.0.message', 'error.message'],
  },
  rules: [
    {
      status: [403, 429],
      code: ['userRateLimitExceeded', 'rateLimitExceeded', 'RATE_LIMIT_EXCEEDED', 'RESOURCE_EXHAUSTED'],
      means: 'rate-limit',
      wait: WAIT_MS,
    },
    { code: ['quotaExceeded', 'dailyLimitExceeded'], means: 'quota' },
    { status: 429, means: 'rate-limit', wait: WAIT_MS },
    // The licensing API says so for too many requests as well.
    { status: 503, path: /\/product\//, means: 'transient', wait: WAIT_MS },
    {
      code: 'domainCannotUseApis',
      means: 'plan',
      advice: 'the edition of this Google Workspace does not allow its APIs to be used',
    },
    // The company does not have this product: this is not a missing right.
    {
      status: [403, 404],
      path: /\/product\//,
      words: /unauthorized operation for the given domain|not found/i,
      means: 'absent',
    },
    ...areas.flatMap(refusalsOf),
    {
      status: [400, 404],
      path: /[?&]customer(Id)?=C/,
      means: 'invalid',
      advice:
        'check the setting customer: the Admin console shows it under Account > Account settings > Profile',
    },
    {
      status: [400, 404],
      path: /[?&]customer=my_customer/,
      means: 'invalid',
      advice:
        'Google does not know whose organisation is meant: set admin to an admin of it, or give the service account an admin role',
    },
  ],
});

export const GOOGLE_ANSWERS = answersFor(AREAS);
/** The same for requests that change something. */
export const GOOGLE_WRITE_ANSWERS = answersFor(WRITE_AREAS);

function refusalsOf({ path, api, scope, privilege }: Area): readonly AnswerRule[] {
  return [
    {
      code: ['accessNotConfigured', 'SERVICE_DISABLED'],
      path,
      means: 'right-missing',
      right: api,
      advice: `turn on the ${api} in the Google Cloud project of the service account, under APIs & Services > Library, and wait some minutes`,
    },
    {
      code: ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
      path,
      means: 'right-missing',
      right: scope,
      advice: `add the scope ${scope} to the domain-wide delegation of the service account`,
    },
    { status: 403, path, means: 'right-missing', right: privilege, advice: adviceFor(privilege) },
  ];
}

/** The same advice for a case where no answer says it. */
export function adviceFor(privilege: string): string {
  return `give the admin in whose name Seatkeeper asks, or the service account where no admin is set, an admin role with ${privilege} for all organisational units`;
}
