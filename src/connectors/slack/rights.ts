import type { PlanNeed, Right } from '../base/declaration.ts';

const WHERE = 'https://api.slack.com/apps';

export const SLACK_RIGHTS: readonly Right[] = [
  { name: 'users:read', for: 'accounts', why: 'bot token: reads the people of the workspace', where: WHERE },
  {
    name: 'users:read.email',
    for: 'email',
    why: 'bot token: reads their addresses, by which they are matched',
    where: WHERE,
  },
  {
    name: 'team.billing:read',
    for: 'subscriptions',
    why: 'bot token: reads which plan the workspace has',
    where: WHERE,
    optional: true,
  },
  {
    name: 'usergroups:read',
    for: 'groups',
    why: 'bot token: reads user groups',
    where: WHERE,
    optional: true,
  },
  {
    name: 'admin',
    for: 'lastActive',
    why: 'user token of an admin, as `adminToken`: reads who is billed, and the log of accesses (paid plans)',
    where: WHERE,
    optional: true,
  },
  {
    name: 'admin.users:read',
    for: 'lastActive',
    why: 'in place of it on Enterprise, user token of an admin of the organization: reads when people were active',
    where: WHERE,
    optional: true,
  },
];

export const SLACK_PLANS: readonly PlanNeed[] = [
  {
    capability: 'lastActive',
    plan: 'a paid plan',
    without: 'Slack keeps no log of accesses, so nobody is called idle.',
  },
  { capability: 'groups', plan: 'a paid plan', without: 'There are no user groups.' },
  {
    capability: 'removal',
    plan: 'Business+ or Enterprise',
    without: 'Slack has no API that removes people; they are deactivated by hand.',
  },
];
