import type { Question, Way } from './way.ts';

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

const REPORT: Question = {
  key: 'report',
  what: 'the JSON address of the report, from Actions, Web Service, View URLs',
  example: 'https://wd2-impl-services1.workday.com/ccx/service/customreport2/acme/hr_admin/Seatkeeper',
  where: 'https://docs.workato.com/connectors/workday/workday_raas',
};

export const WORKDAY_WAYS: readonly Way[] = [
  {
    name: 'as an integration system user',
    questions: [
      REPORT,
      { key: 'username', what: 'the name of the integration system user', example: 'ISU_Seatkeeper' },
      { key: 'password', what: 'its password', kind: 'secret' },
    ],
  },
  {
    name: 'as an API client for integrations',
    questions: [
      REPORT,
      { key: 'clientId', what: 'the client ID of the API client', example: 'NzI4MTk2YjUtMzQ1Ni00' },
      { key: 'clientSecret', what: 'its client secret', kind: 'secret' },
      { key: 'refreshToken', what: 'a refresh token that does not expire', kind: 'secret' },
    ],
  },
];
