import { wordList } from '../csv-columns/header-names.ts';
import type { Preset } from '../csv-columns/preset.ts';
import type { AccountField } from './account-names.ts';

/**
 * Exports whose real headers were seen. What the general rules can read is not repeated here, only what no heading says. Guesses do not
 * become presets.
 */
export const ACCOUNT_PRESETS: readonly Preset<AccountField>[] = [
  { name: 'Google Workspace users', signature: ['status', 'last_sign_in', 'org_unit_path'] },
  {
    name: 'Microsoft 365 users',
    signature: ['block_credential', 'user_principal_name'],
    lists: /\+/,
  },
  {
    name: 'Microsoft 365 active user report',
    signature: ['report_refresh_date', 'user_principal_name', 'assigned_products'],
    lists: /\+/,
  },
  {
    name: 'Entra ID users',
    signature: ['account_enabled', 'user_principal_name', 'user_type'],
    dates: 'mdy',
  },
  { name: 'Slack member list', signature: ['billing_active', 'userid'] },
  { name: 'Slack member analytics', signature: ['deactivated_date', 'account_type', 'days_active'] },
  {
    name: 'GitHub consumed licenses',
    signature: ['github_com_login', 'license_type'],
    columns: {
      id: ['github_com_login'],
      username: ['github_com_user_login'],
      name: ['github_com_name'],
      role: ['github_com_enterprise_roles', 'github_com_member_roles'],
      email: ['github_com_verified_domain_emails'],
    },
    listsOnlyActive: true,
    rowsOfNobody: true,
  },
  {
    name: 'GitHub dormant users',
    signature: ['last_logged_ip', 'outside_collaborator'],
    listsOnlyActive: true,
  },
  { name: 'GitHub Enterprise Server users', signature: ['suspended', 'dormant', 'raw_login'] },
  {
    name: 'GitHub Copilot seat activity',
    signature: ['last_surface_used', 'last_activity_at'],
    listsOnlyActive: true,
  },
  { name: 'Zoom users', signature: ['last_login', 'user_status', 'pmi'] },
  {
    name: 'Adobe users',
    signature: ['identity_type', 'product_configurations'],
    columns: { kind: [] },
    lists: /,/,
    listsOnlyActive: true,
  },
  { name: 'Atlassian users', signature: ['user_status', 'added_to_org'] },
  {
    name: 'Atlassian managed accounts',
    signature: ['atlassian_id', 'last_active_date'],
    products: wordList(
      'jira confluence bitbucket trello jira_service_management jira_product_discovery statuspage opsgenie loom',
    ),
  },
  { name: 'Okta password health', signature: ['authentication_source', 'last_password_change'] },
  {
    name: 'Asana members',
    signature: ['login_method', 'internal', 'number_of_teams'],
    listsOnlyActive: true,
    rowsOfNobody: true,
  },
  {
    name: 'GitLab memberships',
    signature: ['max_role', 'source', 'access_granted'],
    listsOnlyActive: true,
  },
  {
    name: 'GitLab members',
    signature: ['membership_type', 'membership_source', 'access_granted'],
    columns: { role: ['role'], kind: [], created: ['access_granted'], licenses: [] },
  },
  {
    name: 'GitLab user permissions',
    signature: ['access_level', 'inherited_memberships'],
    columns: { kind: [], role: ['access_level'] },
    listsOnlyActive: true,
  },
  { name: 'GitLab seats', signature: ['last_gitlab_activity'] },
  {
    name: 'AWS credential report',
    signature: ['arn', 'password_last_used', 'mfa_active'],
    listsOnlyActive: true,
  },
  {
    name: 'HubSpot users',
    signature: ['assigned_teams', 'assigned_role', 'last_login_date'],
    listsOnlyActive: true,
  },
  { name: 'Dropbox members', signature: ['company_managed_groups', 'user_managed_groups'] },
];
