import type { VendorAnswers } from '../http/answers.ts';

/** https://apidocs.hibob.com/reference/error-handling and https://apidocs.hibob.com/reference/rate-limiting */
export const HIBOB_ANSWERS: VendorAnswers = {
  says: { code: ['key'], words: ['error', 'message'] },
  rules: [
    {
      status: 401,
      means: 'token',
      advice:
        'the id or the token of the service user is wrong, or it is an API access token, which HiBob no longer takes; make a service user',
    },
    {
      status: 403,
      means: 'right-missing',
      advice:
        'put the service user into a permission group that may view the employee fields of everybody, former employees included',
    },
  ],
};
