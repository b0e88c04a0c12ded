import type { PlanNeed, Right } from '../base/declaration.ts';

const TOKENS = 'https://github.com/settings/tokens';
const APPS =
  'https://docs.github.com/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app';

/** For the personal access token of an owner; a GitHub App has permissions in place of them. */
export const GITHUB_RIGHTS: readonly Right[] = [
  {
    name: 'read:org',
    for: 'accounts',
    why: 'reads members, outside collaborators, invitations, teams and Copilot seats; for a GitHub App: Organization permissions, Members, read-only',
    where: TOKENS,
  },
  {
    name: 'GitHub Copilot Business: read-only',
    for: 'lastActive',
    why: 'for a GitHub App: reads Copilot seats and when they were used last',
    where: APPS,
    optional: true,
  },
  {
    name: 'read:enterprise',
    for: 'licenses',
    why: 'with `enterprise`, of an owner of the enterprise: reads who uses up which license, and addresses',
    where: TOKENS,
    optional: true,
  },
  {
    name: 'admin:org',
    for: 'subscriptions',
    why: 'without `enterprise`: reads how many seats the organization has bought; for a GitHub App: Plan, read-only',
    where: TOKENS,
    optional: true,
  },
];

export const GITHUB_PLANS: readonly PlanNeed[] = [
  {
    capability: 'email',
    plan: 'GitHub Enterprise Cloud, with a verified domain or SAML single sign-on',
    without: 'GitHub shows no addresses; accounts are linked by login or by hand.',
  },
  {
    capability: 'lastActive',
    plan: 'GitHub Copilot Business or Enterprise',
    without: 'Nothing is known of anybody’s activity, so nobody is called idle.',
  },
  {
    capability: 'licenses',
    plan: 'GitHub Enterprise Cloud',
    without: 'The seats are those of the organization, and who else uses one up is not listed.',
  },
];
