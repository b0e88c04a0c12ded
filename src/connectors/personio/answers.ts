import type { VendorAnswers } from '../http/answers.ts';

const SAYS = { code: ['error.code'], words: ['error.message', 'message'] } as const;

/** https://developer.personio.de/changelog/rate-limits-on-get-employees-endpoint-may-6-2024: no header says how long to wait. */
export const PERSONIO_ANSWERS: VendorAnswers = {
  says: SAYS,
  rules: [
    { status: 401, means: 'token' },
    {
      status: 403,
      means: 'right-missing',
      right: 'Employees: Read',
      advice:
        'let the API credentials read employees, in Personio under Settings, Integrations, API credentials',
    },
    { status: 429, means: 'rate-limit', wait: 1000 },
  ],
};

/** Errors of the address that gives out tokens: Personio answers wrong credentials with 403. */
export const PERSONIO_TOKEN_ANSWERS: VendorAnswers = {
  says: SAYS,
  rules: [
    {
      status: [400, 401, 403, 422],
      means: 'credentials',
      advice:
        'clientId and clientSecret do not belong together, or were revoked; copy both from the API credentials in Personio',
    },
    { status: 429, means: 'rate-limit', wait: 1000 },
  ],
};
