import { CSV_ROSTER_WAYS, CSV_WAYS } from './csv.ts';
import { MICROSOFT_WAYS } from './microsoft.ts';
import { OKTA_WAYS } from './okta.ts';
import { SCIM_WAYS } from './scim.ts';
import type { Way } from './way.ts';

export type { Question, Way } from './way.ts';

const APPS: Readonly<Record<string, readonly Way[]>> = {
  csv: CSV_WAYS,
  'microsoft-365': MICROSOFT_WAYS,
  okta: OKTA_WAYS,
  scim: SCIM_WAYS,
};

const ROSTERS: Readonly<Record<string, readonly Way[]>> = {
  csv: CSV_ROSTER_WAYS,
  entra: MICROSOFT_WAYS,
  okta: OKTA_WAYS,
  scim: SCIM_WAYS,
};

/** How an app of this connector, or a roster source of this kind, is connected: what to ask an admin for. */
export function waysOf(what: 'app' | 'roster', id: string): readonly Way[] {
  return (what === 'app' ? APPS : ROSTERS)[id] ?? [];
}
