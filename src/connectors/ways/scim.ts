import type { Question, Way } from './way.ts';

const BASE_URL: Question = {
  key: 'baseUrl',
  what: 'the base address of the SCIM server, without /Users',
  example: 'https://api.notion.com/scim/v2',
};

export const SCIM_WAYS: readonly Way[] = [
  {
    name: 'with a token',
    questions: [BASE_URL, { key: 'token', what: 'a token that may read users', kind: 'secret' }],
  },
  {
    name: 'with a user name and a password',
    questions: [
      BASE_URL,
      { key: 'username', what: 'the user name', example: 'scim' },
      { key: 'password', what: 'its password', kind: 'secret' },
    ],
  },
];
