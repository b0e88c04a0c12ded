import type { Question, Way } from './way.ts';

const URL_OF_ORGANISATION: Question = {
  key: 'url',
  what: 'the address of your Okta organisation',
  example: 'https://acme.okta.com',
};

export const OKTA_WAYS: readonly Way[] = [
  {
    name: 'with a service app and its key, which Okta recommends',
    questions: [
      URL_OF_ORGANISATION,
      {
        key: 'clientId',
        what: 'the client ID of the API service app',
        example: '0oa1b2c3d4e5f6g7h8i9',
        where: 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/',
      },
      {
        key: 'privateKey',
        what: 'the path of the file with the private key of that app (PEM)',
        kind: 'secret-file',
      },
    ],
  },
  {
    name: 'with an API token',
    questions: [
      URL_OF_ORGANISATION,
      {
        key: 'token',
        what: 'an API token of a Read-Only Administrator or more',
        where: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
        kind: 'secret',
      },
    ],
  },
];

/** As an app, Okta also tells who is assigned an app that has no API of its own. */
export const OKTA_APP_WAYS: readonly Way[] = OKTA_WAYS.map((way) => ({
  ...way,
  questions: [
    ...way.questions,
    {
      key: 'apps',
      what: "the label or id of an app in Okta, to list those who are assigned it; leave it empty for Okta's own users",
      example: 'Figma',
      optional: true,
    },
  ],
}));
