import type { VendorAnswers } from '../http/answers.ts';

/**
 * https://documentation.bamboohr.com/docs/api-details and https://documentation.bamboohr.com/docs/planned-changes-to-the-api: since 16 September 2026 a
 * rate limit is 429, before that it was 503; both say when to come back.
 */
export const BAMBOO_ANSWERS: VendorAnswers = {
  says: { code: [], words: ['error.message', 'message', 'error'] },
  rules: [
    {
      status: 401,
      means: 'token',
      advice: 'the API key is wrong, or was deleted; make another one under API Keys in BambooHR',
    },
    {
      status: 403,
      means: 'right-missing',
      advice:
        'the API key belongs to a user who was disabled, or who may not run reports; make it as a user with access to every employee',
    },
    {
      status: 404,
      means: 'absent',
      advice: 'BambooHR knows no company of this name; check the setting company',
    },
    { status: 503, header: ['retry-after'], means: 'rate-limit' },
  ],
};
