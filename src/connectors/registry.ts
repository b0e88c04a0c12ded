import type { Connector } from './base/connector.ts';
import { csv } from './csv/csv.ts';
import { okta } from './okta/okta.ts';
import { scim } from './scim/scim.ts';

/** Every kind of app, by id. */
export const connectors: readonly Connector[] = [csv, okta, scim];

export function findConnector(id: string): Connector | undefined {
  return connectors.find((connector) => connector.id === id);
}
