import type { PlanNeed, Right } from '../base/declaration.ts';

const TOKENS = 'https://github.com/settings/tokens';
const APPS =
  'https://docs.github.com/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app';

export const GITHUB_RIGHTS: readonly Right[] = [
  {
    name: 'read:org',
    for: 'accounts',
    why: 'of an owner of the organization: reads members, outside collaborators, invitations, teams and Copilot seats',
    where: TOKENS,
    onlyWith: 'token',
  },
  {
    name: 'read:enterprise',
    for: 'licenses',
    why: 'of an owner of the enterprise, where `enterprise` is set: reads who uses up which license, and addresses',
    where: TOKENS,
    optional: true,
    onlyWith: 'token',
  },
  {
    name: 'admin:org',
    for: 'subscriptions',
    why: 'where `enterprise` is not set: reads how many seats the organization has bought',
    where: TOKENS,
    optional: true,
    onlyWith: 'token',
  },
  {
    name: 'Members: read-only',
    for: 'accounts',
    why: 'under Organization permissions: reads members, outside collaborators, invitations and teams',
    where: APPS,
    onlyWith: 'app',
  },
  {
    name: 'GitHub Copilot Business: read-only',
    for: 'lastActive',
    why: 'under Organization permissions: reads Copilot seats and when they were used last',
    where: APPS,
    optional: true,
    onlyWith: 'app',
  },
  {
    name: 'Plan: read-only',
    for: 'subscriptions',
    why: 'under Organization permissions: reads how many seats the organization has bought',
    where: APPS,
    optional: true,
    onlyWith: 'app',
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
