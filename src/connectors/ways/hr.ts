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

export const RIPPLING_WAYS: readonly Way[] = [
  {
    name: 'with an API token',
    questions: [
      {
        key: 'token',
        what: 'an API token whose owner sees every worker',
        where: 'https://developer.rippling.com/documentation/rest-api/essentials/api-tokens',
        kind: 'secret',
      },
    ],
  },
];

export const PERSONIO_WAYS: readonly Way[] = [
  {
    name: 'with API credentials',
    questions: [
      {
        key: 'clientId',
        what: 'the client ID of the API credentials',
        example: 'papi-0123abcd-4567-89ef-0123-456789abcdef',
        where: 'https://developer.personio.de/docs/getting-started-with-the-personio-api',
      },
      { key: 'clientSecret', what: 'their client secret', kind: 'secret' },
    ],
  },
];

export const HIBOB_WAYS: readonly Way[] = [
  {
    name: 'with a service user',
    questions: [
      {
        key: 'serviceUser',
        what: 'the ID of the service user',
        example: 'SERVICE-12345',
        where: 'https://apidocs.hibob.com/docs/api-service-users',
      },
      { key: 'token', what: 'its token', kind: 'secret' },
    ],
  },
];
