import type { Way } from './way.ts';

/* HR systems, which are rosters. */

export const BAMBOOHR_WAYS: readonly Way[] = [
  {
    name: 'with an API key',
    questions: [
      { key: 'company', what: 'the name of your company in the address of BambooHR', example: 'acme' },
      {
        key: 'apiKey',
        what: 'an API key of a user who sees every employee',
        where: 'https://documentation.bamboohr.com/docs/getting-started#authentication',
        kind: 'secret',
      },
    ],
  },
];
