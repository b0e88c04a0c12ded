import { CSV_ROSTER_WAYS, CSV_WAYS } from './csv.ts';
import { declaredWays, REST_WAYS } from './declared.ts';
import { GITHUB_WAYS } from './github.ts';
import { GOOGLE_WAYS } from './google.ts';
import { BAMBOOHR_WAYS, HIBOB_WAYS, PERSONIO_WAYS, RIPPLING_WAYS, WORKDAY_WAYS } from './hr.ts';
import { LDAP_WAYS } from './ldap.ts';
import { MICROSOFT_WAYS } from './microsoft.ts';
import { OKTA_APP_WAYS, OKTA_WAYS } from './okta.ts';
import { SCIM_WAYS } from './scim.ts';
import { ADOBE_WAYS, ATLASSIAN_WAYS, SLACK_WAYS, ZOOM_WAYS } from './vendors.ts';
import type { Way } from './way.ts';

export type { Question, Way } from './way.ts';

const APPS: Readonly<Record<string, readonly Way[]>> = {
  adobe: ADOBE_WAYS,
  atlassian: ATLASSIAN_WAYS,
  csv: CSV_WAYS,
  github: GITHUB_WAYS,
  'google-workspace': GOOGLE_WAYS,
  'microsoft-365': MICROSOFT_WAYS,
  okta: OKTA_APP_WAYS,
  rest: REST_WAYS,
  scim: SCIM_WAYS,
  slack: SLACK_WAYS,
  zoom: ZOOM_WAYS,
};

const ROSTERS: Readonly<Record<string, readonly Way[]>> = {
  bamboohr: BAMBOOHR_WAYS,
  csv: CSV_ROSTER_WAYS,
  entra: MICROSOFT_WAYS,
  google: GOOGLE_WAYS,
  hibob: HIBOB_WAYS,
  ldap: LDAP_WAYS,
  okta: OKTA_WAYS,
  personio: PERSONIO_WAYS,
  rippling: RIPPLING_WAYS,
  scim: SCIM_WAYS,
  workday: WORKDAY_WAYS,
};

/** How an app of this connector, or a roster source of this kind, is connected: what to ask an admin for. */
export function waysOf(what: 'app' | 'roster', id: string): readonly Way[] {
  if (what === 'roster') return ROSTERS[id] ?? [];
  return APPS[id] ?? declaredWays(id);
}
