import type { VendorAnswers } from '../http/answers.ts';

/** Rippling publishes no list of its errors: answers that are not here mean what their status usually means. */
export const RIPPLING_ANSWERS: VendorAnswers = {
  says: { code: ['error_code', 'code'], words: ['message', 'error_description', 'detail', 'error'] },
  rules: [
    {
      status: 401,
      means: 'token',
      advice: 'the API token is wrong, was revoked, or has expired; make another one in Rippling',
    },
    {
      status: 403,
      means: 'right-missing',
      right: 'workers.read',
      advice:
        'give the API token the scope workers.read; it also needs a plan with the REST API, and an owner who may see every worker',
    },
  ],
};
