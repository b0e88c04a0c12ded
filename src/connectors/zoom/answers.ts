import type { AnswerRule, VendorAnswer, VendorAnswers } from '../http/answers.ts';

/** `Invalid access token, does not contain scopes:[user:read:list_users:admin].` */
function scopesIn({ words }: VendorAnswer): string | null {
  return /scopes?:\s*\[([^\]]+)\]/.exec(words ?? '')?.[1]?.replaceAll(/\s*,\s*/g, ', ') ?? null;
}

const SEATS_BOUGHT =
  'Zoom tells how many seats were bought only to primary accounts and partners, so write the number into seatkeeper.yaml, under subscriptions';

const NO_PLANS = {
  path: /\/plans\/usage/,
  means: 'plan',
  capability: 'subscriptions',
  advice: SEATS_BOUGHT,
} as const satisfies AnswerRule;

/** https://developers.zoom.us/docs/api/errors/ */
export const ZOOM_ANSWERS: VendorAnswers = {
  says: { code: ['code'], words: ['message'] },
  rules: [
    // Comes with 400, although the request has no mistake.
    {
      code: ['4700', '4711'],
      means: 'right-missing',
      right: scopesIn,
      advice: 'add this scope to the Server-to-Server OAuth app in the Zoom App Marketplace',
    },
    { ...NO_PLANS, status: [400, 403, 404] },
    // An error with 200 would be read as a company that has bought nothing.
    { ...NO_PLANS, status: 'ok', code: /^\d+$/ },
    {
      code: '200',
      words: /paid account/i,
      means: 'plan',
      advice: 'Zoom gives this to paid accounts only',
    },
    {
      code: '200',
      words: /no permission/i,
      means: 'right-missing',
      advice:
        'the role of the person who made the app does not cover this; an admin with all rights on users must make it',
    },
    { status: 404, code: '1001', means: 'absent' },
    // A list must be read to its end within 15 minutes of its first page.
    { code: '300', words: /page token/i, means: 'start-over' },
    {
      code: '124',
      means: 'token',
      advice: 'the Server-to-Server OAuth app was deactivated, or its client secret was regenerated',
    },
    // Without a header, it is the limit per second.
    { status: 429, means: 'rate-limit', wait: 1000 },
  ],
  limit: { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-limit', window: 1000 },
};

/** Errors of the address that gives out tokens. */
export const ZOOM_TOKEN_RULES: readonly AnswerRule[] = [
  {
    code: 'invalid_client',
    means: 'credentials',
    advice:
      'clientId and clientSecret do not belong together, or the app was deactivated; copy both from the Server-to-Server OAuth app',
  },
  {
    code: ['invalid_request', 'invalid_grant'],
    means: 'credentials',
    advice:
      'Zoom knows no accountId like this for the client; copy it from the page of the Server-to-Server OAuth app',
  },
  {
    code: ['unsupported_grant_type', 'unauthorized_client'],
    means: 'credentials',
    advice: 'clientId belongs to another kind of app; make a Server-to-Server OAuth app',
  },
];
