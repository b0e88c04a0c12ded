import type { AnswerRule, VendorAnswers } from '../http/answers.ts';

const NO_P1 =
  'reading sign-ins needs Entra ID P1 or P2, and Microsoft says that the tenant has neither; it sometimes says so by mistake, so it is asked again with each read';

/** https://learn.microsoft.com/graph/errors */
export const GRAPH_ANSWERS: VendorAnswers = {
  says: { code: ['error.code'], words: ['error.message'] },
  // Sent once 80 % are used up: https://learn.microsoft.com/graph/throttling
  limit: { used: 'x-ms-throttle-limit-percentage', window: 10_000 },
  rules: [
    {
      status: 403,
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      means: 'plan',
      capability: 'lastActive',
      advice: NO_P1,
    },
    // Whatever keeps a link from telling the changes (it has ended, `syncStateNotFound`; the tenant was moved, `resyncRequired`; a tenant or
    // a field that it cannot be made for): the list is read in whole.
    { status: [400, 404, 410, 501], path: /\/users\/delta\b/, means: 'start-over' },
    // A field that only another cloud has so far.
    { status: 400, words: /property named 'identityParentId'/i, means: 'start-over' },
    // The allowed number of users per page with sign-ins has changed before.
    {
      status: 400,
      words: /Cannot query data for more than \d+ users/i,
      means: 'start-over',
      path: /signInActivity/,
    },
    ...lacks(/signInActivity/, 'AuditLog.Read.All', 'lastActive'),
    ...lacks(/\/admin\/reportSettings/, 'ReportSettings.Read.All', 'lastActive'),
    ...lacks(/\/reports\//, 'Reports.Read.All', 'lastActive'),
    ...lacks(
      /\/(?:subscribedSkus|directory\/subscriptions|organization)\b/,
      'Organization.Read.All',
      'subscriptions',
    ),
    ...lacks(/\/roleManagement\//, 'RoleManagement.Read.Directory', 'role'),
    {
      status: 404,
      path: /\/roleManagement\//,
      means: 'plan',
      capability: 'role',
      advice: 'this cloud does not tell who is an admin',
    },
    ...lacks(/\/groups\b/, 'GroupMember.Read.All', 'groups'),
    {
      status: 404,
      path: /\/(?:reports|admin\/reportSettings)/,
      means: 'plan',
      capability: 'lastActive',
      advice: 'this cloud has no usage report',
    },
    ...lacks(/\/\$batch/, 'MailboxSettings.Read', 'kind'),
    ...lacks(/\/(?:users|directory\/deletedItems)\b/, 'User.Read.All'),
    { status: 401, means: 'token', advice: 'the token is not accepted; check tenant, clientId and cloud' },
  ],
};

/** The right that is missing if a request for this path is refused. */
export function lacks(path: RegExp, right: string, capability?: AnswerRule['capability']): AnswerRule[] {
  return [
    {
      status: 403,
      path,
      means: 'right-missing',
      right,
      ...(capability === undefined ? {} : { capability }),
      advice: `grant the app registration the application permission ${right} of Microsoft Graph, and admin consent`,
    },
  ];
}

/** A link to a report works without a token for a few minutes: if it is refused, it has expired, which says nothing about rights. */
export const ELSEWHERE: VendorAnswers = {
  says: { code: [], words: [] },
  rules: [{ status: [401, 403, 404, 410], means: 'transient' }],
};

const SECRETS = 'in Entra under App registrations > Certificates & secrets';

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export const TOKEN_RULES: readonly AnswerRule[] = [
  says(
    /AADSTS7000222/,
    `the client secret has expired; make a new one ${SECRETS}, and set clientSecret to its value`,
  ),
  says(
    /AADSTS7000215/,
    `the client secret is wrong; clientSecret is the value of a secret ${SECRETS}, not its ID`,
  ),
  says(
    /AADSTS700027/,
    `the certificate has ended, or is not one of those ${SECRETS}; upload it there, or set the one that is`,
  ),
  says(/AADSTS700016/, 'the tenant has no app with this clientId; check clientId and tenant'),
  says(
    /AADSTS7000112/,
    'the app is disabled in the tenant; enable it in Entra under Enterprise applications',
  ),
  says(
    /AADSTS(?:90002|900023)\b/,
    'there is no such tenant; check tenant, and cloud if it is a national one',
  ),
  says(/AADSTS9004(?:32|39)/, 'the tenant is in another cloud; check cloud'),
];

function says(words: RegExp, advice: string): AnswerRule {
  return { words, means: 'credentials', advice };
}
