import type { Connector } from './connector.ts';
import { csv } from './csv.ts';
import { scim } from './scim.ts';

/** Every kind of app, by id. */
export const connectors: readonly Connector[] = [csv, scim];

export function findConnector(id: string): Connector | undefined {
  return connectors.find((connector) => connector.id === id);
}
