import type { AnswerRule } from '../http/answers.ts';
import type { GoogleServer } from './settings.ts';

/** What Google answers to a request for a token, https://developers.google.com/identity/protocols/oauth2/service-account#error-codes */
export function tokenRules(
  { serviceAccount: { email, clientId }, admin }: GoogleServer,
  scope: string,
): readonly AnswerRule[] {
  const delegate =
    admin === undefined
      ? `Google gives the service account ${email} no token for ${scope}; set admin to the admin in whose name it asks`
      : `in the Admin console, under Security > Access and data control > API controls > Domain-wide delegation, add to the client ${clientId ?? email}: ${scope}`;
  return [
    {
      code: ['unauthorized_client', 'access_denied', 'invalid_scope'],
      means: 'right-missing',
      right: scope,
      advice: delegate,
    },
    {
      code: 'invalid_grant',
      words: /invalid email|user id/i,
      means: 'credentials',
      advice: `the setting admin is ${admin ?? 'not set'}, who is no user of this Google Workspace; write the address of an admin`,
    },
    {
      code: 'invalid_grant',
      words: /short-lived|iat|exp\b/i,
      means: 'credentials',
      advice: 'the clock of this machine is wrong by some minutes; set it',
    },
    {
      code: 'invalid_grant',
      words: /signature/i,
      means: 'credentials',
      advice: `the key of ${email} was deleted, has expired, or is of another service account; make a new JSON key`,
    },
    {
      code: ['invalid_grant', 'invalid_client'],
      means: 'credentials',
      advice: `Google does not accept the service account ${email}: it was deleted or disabled, or its key was; make a new JSON key`,
    },
  ];
}
