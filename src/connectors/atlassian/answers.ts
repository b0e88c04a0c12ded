import type { VendorAnswer, VendorAnswers } from '../http/answers.ts';
import { UNSCOPED_KEY } from './rights.ts';

/** A key with scopes is told which one it lacks. */
function scopeIn({ words }: VendorAnswer): string {
  return /\b(?:manage:org|(?:read|write|manage):[a-z-]+:admin)\b/.exec(words ?? '')?.[0] ?? UNSCOPED_KEY;
}

/** https://developer.atlassian.com/cloud/admin/organization/rest/intro/ */
export const ATLASSIAN_ANSWERS: VendorAnswers = {
  says: {
    code: ['errors.0.code', 'code', 'error'],
    words: ['errors.0.detail', 'errors.0.title', 'message'],
  },
  rules: [
    {
      words: /new user management experience/i,
      means: 'plan',
      capability: 'accounts',
      advice:
        'this organisation still has the old user management, whose users cannot be listed; until Atlassian moves it, export them and use the connector csv',
    },
    // Only the apps and their seats depend on this.
    {
      path: /\/workspaces$/,
      status: [400, 403, 404, 405, 410],
      means: 'plan',
      capability: 'subscriptions',
      advice: 'Atlassian does not tell this key which apps the organisation has',
    },
    // Only asked if the search does not tell when somebody was active.
    {
      path: /\/v1\/orgs\/[^/]+\/users/,
      status: [403, 404, 410],
      means: 'plan',
      capability: 'lastActive',
      advice: 'Atlassian does not tell this key when its users were active',
    },
    { code: 'ADMIN-400-1', means: 'start-over' },
    {
      status: 401,
      means: 'token',
      advice:
        'the API key is wrong, was revoked or has expired; keys end after a week unless another day was chosen, and after a year at most. Make a new one without scopes',
    },
    {
      status: 403,
      means: 'right-missing',
      right: scopeIn,
      advice:
        'an organisation admin must make an API key without scopes, in the organisation that the settings name',
    },
    {
      status: 404,
      means: 'absent',
      advice:
        'Atlassian knows no organisation like this for the key; copy its id from Atlassian Administration, where the key was made',
    },
    {
      status: 410,
      means: 'invalid',
      advice: 'Atlassian has ended this request; a newer version of Seatkeeper may ask in another way',
    },
  ],
};
