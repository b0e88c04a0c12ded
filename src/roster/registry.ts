import { csvRoster } from './csv.ts';
import { entraRoster } from './entra.ts';
import { googleRoster } from './google.ts';
import { bamboohrRoster } from './hr/bamboohr.ts';
import { hibobRoster } from './hr/hibob.ts';
import { personioRoster } from './hr/personio.ts';
import { ripplingRoster } from './hr/rippling.ts';
import { workdayRoster } from './hr/workday.ts';
import { ldapRoster } from './ldap.ts';
import { oktaRoster } from './okta.ts';
import type { RosterSource } from './roster.ts';
import { scimRoster } from './scim.ts';

/** Every kind of roster source, by id. */
export const rosterSources: readonly RosterSource[] = [
  bamboohrRoster,
  csvRoster,
  entraRoster,
  googleRoster,
  hibobRoster,
  ldapRoster,
  oktaRoster,
  personioRoster,
  ripplingRoster,
  scimRoster,
  workdayRoster,
];

export function findRosterSource(id: string): RosterSource | undefined {
  return rosterSources.find((source) => source.id === id);
}
