import type { Way } from './way.ts';

/* The vendors that have one way each. */

export const ZOOM_WAYS: readonly Way[] = [
  {
    name: 'with a Server-to-Server OAuth app',
    questions: [
      {
        key: 'accountId',
        what: 'the Account ID of the app',
        example: 'Ab1cDe2fGh3iJk4lMn5oPq',
        where: 'https://developers.zoom.us/docs/internal-apps/create/',
      },
      { key: 'clientId', what: 'its Client ID', example: 'aBcDeFgHiJkLmNoPqRsTuV' },
      { key: 'clientSecret', what: 'its Client secret', kind: 'secret' },
    ],
  },
];

export const ADOBE_WAYS: readonly Way[] = [
  {
    name: 'with an OAuth Server-to-Server credential',
    questions: [
      {
        key: 'organization',
        what: 'the Organization ID',
        example: '12345ABCDE67890@AdobeOrg',
        where: 'https://developer.adobe.com/console',
      },
      {
        key: 'clientId',
        what: 'the Client ID of the credential',
        example: '0123456789abcdef0123456789abcdef',
      },
      { key: 'clientSecret', what: 'its Client secret', kind: 'secret' },
    ],
  },
];

export const ATLASSIAN_WAYS: readonly Way[] = [
  {
    name: 'with an API key of the organization',
    questions: [
      {
        key: 'organization',
        what: 'the Organization ID, from the address of admin.atlassian.com',
        example: '3f2c6a0e-1b2d-4c5e-8f90-a1b2c3d4e5f6',
      },
      {
        key: 'apiKey',
        what: 'an API key without scopes',
        where: 'https://admin.atlassian.com',
        kind: 'secret',
      },
      {
        key: 'keyEnds',
        what: 'the day on which the key expires, so that you are warned ahead',
        example: '2027-03-31',
        optional: true,
      },
    ],
  },
];

export const SLACK_WAYS: readonly Way[] = [
  {
    name: 'with the tokens of a Slack app',
    questions: [
      {
        key: 'token',
        what: 'the Bot User OAuth Token (xoxb-) of the app',
        where: 'https://api.slack.com/apps',
        kind: 'secret',
      },
      {
        key: 'adminToken',
        what: 'the User OAuth Token (xoxp-) of an admin, which says who is billed and who was active, on a paid plan',
        kind: 'secret',
        optional: true,
      },
      {
        key: 'scimToken',
        what: 'a User OAuth Token (xoxp-) with the scope admin, by which people are deactivated, on Business+ and Enterprise',
        kind: 'secret',
        optional: true,
      },
    ],
  },
];
