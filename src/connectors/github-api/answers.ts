import type { AnswerRule, VendorAnswer, VendorAnswers } from '../http/answers.ts';

const SSO = {
  means: 'right-missing',
  right: 'single sign-on authorization',
  advice:
    "the token is not authorized for the organization's single sign-on: open Settings, Developer settings, Personal access tokens at GitHub, and choose Configure SSO beside it",
} as const;

/** `members=read`: the permission that would have been enough. */
const accepted = ({ headers }: VendorAnswer) => headers.get('x-accepted-github-permissions');

/** A missing right and a plan that lacks something are both 403 or 404, so the path decides. */
const BY_PATH: readonly AnswerRule[] = [
  {
    status: 403,
    path: /\/copilot\//,
    means: 'right-missing',
    capability: 'lastActive',
    right: (answer) => accepted(answer) ?? 'manage_billing:copilot',
    advice:
      'the token may not see GitHub Copilot: give it manage_billing:copilot, or the app the permission GitHub Copilot Business, read-only',
  },
  {
    status: [404, 422],
    path: /\/copilot\//,
    means: 'plan',
    capability: 'lastActive',
    advice:
      'GitHub reports activity only for seats of GitHub Copilot Business or Enterprise, and this organization shows none; if it has some, the token needs manage_billing:copilot',
  },
  {
    status: [403, 404],
    path: /\/consumed-licenses/,
    means: 'plan',
    capability: 'licenses',
    advice:
      'GitHub shows the licenses of an enterprise only with GitHub Enterprise Cloud and to the token of an enterprise owner that has read:enterprise; otherwise leave enterprise out of the settings',
  },
  {
    status: 404,
    path: /\/graphql$/,
    means: 'plan',
    capability: 'email',
    advice:
      'this server has no GraphQL, from which addresses are read; accounts are linked by hand or by login',
  },
];

const LIMITS: readonly AnswerRule[] = [
  // A secondary limit, with a waiting time or without one; then at least a minute.
  { status: [403, 429], header: ['retry-after'], means: 'rate-limit' },
  { status: [403, 429], words: /secondary rate limit|abuse detection/i, means: 'rate-limit', wait: 60_000 },
  { status: [403, 429], words: /rate limit exceeded/i, means: 'rate-limit' },
  { status: [403, 429], header: ['x-ratelimit-remaining', /^0$/], means: 'rate-limit' },
  { status: 'ok', code: 'RATE_LIMITED', means: 'rate-limit', wait: 60_000 },
];

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const GITHUB_ANSWERS: VendorAnswers = {
  says: { code: ['errors.0.type'], words: ['message', 'errors.0.message'] },
  rules: [
    ...LIMITS,
    { header: ['x-github-sso', /required/], ...SSO },
    // A list that leaves out the organizations that the token is not authorized for.
    { status: 'ok', header: ['x-github-sso', /partial-results/], ...SSO },
    {
      status: 'ok',
      code: 'INSUFFICIENT_SCOPES',
      means: 'right-missing',
      right: 'read:org',
      capability: 'email',
      advice: 'give the token read:org',
    },
    {
      status: 401,
      means: 'token',
      advice: 'the token is wrong, expired or revoked; make another one and put it into the environment',
    },
    {
      status: 400,
      words: /version/i,
      means: 'invalid',
      advice: 'this GitHub does not know the API version 2022-11-28',
    },
    ...BY_PATH,
    {
      status: 403,
      header: ['x-accepted-github-permissions'],
      means: 'right-missing',
      right: accepted,
      advice: 'the app or the token lacks a permission: grant Organization permissions, Members, read-only',
    },
    {
      status: 404,
      path: /\/orgs\//,
      means: 'right-missing',
      advice:
        'GitHub answers so where there is no such organization, and where the token lacks a right: check org, and that the token is of an owner and has read:org',
    },
  ],
};

/** For requests that an app makes in its own name, with a JWT. */
export const GITHUB_APP_ANSWERS: VendorAnswers = {
  says: { code: [], words: ['message'] },
  rules: [
    {
      status: 401,
      means: 'credentials',
      advice: 'the app id and the private key do not belong together, or the key was deleted',
    },
    {
      status: 403,
      words: /suspended/i,
      means: 'right-missing',
      advice:
        "the app's installation is suspended; unsuspend it in the settings of the organization, under GitHub Apps",
    },
    {
      status: 404,
      means: 'credentials',
      advice:
        'the app has no such installation; write the number at the end of the address of its settings in the organization, under GitHub Apps',
    },
  ],
};

/** For requests that remove people: GitHub answers 404 if a right is missing. */
export const GITHUB_WRITE_ANSWERS: VendorAnswers = {
  ...GITHUB_ANSWERS,
  rules: [
    ...LIMITS,
    {
      status: [403, 422],
      words: /managed by|identity provider|externally managed|SCIM/i,
      means: 'invalid',
      advice: 'an identity provider manages this person: remove them there',
    },
    {
      status: 422,
      path: /\/copilot\//,
      means: 'invalid',
      advice: 'the seat comes through a team, or everybody gets one: change the team or the policy',
    },
    {
      status: [403, 404],
      path: /\/copilot\//,
      means: 'right-missing',
      right: 'manage_billing:copilot',
      advice:
        'give the token manage_billing:copilot, or the app the permission GitHub Copilot Business, write',
    },
    {
      status: [403, 404],
      path: /\/orgs\//,
      means: 'right-missing',
      right: 'admin:org',
      advice: 'give the token of an owner admin:org, or the app the permission Members, write',
    },
    ...GITHUB_ANSWERS.rules,
  ],
};
