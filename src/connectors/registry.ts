import { adobe } from './adobe/adobe.ts';
import { atlassian } from './atlassian/atlassian.ts';
import type { Connector } from './base/connector.ts';
import { csv } from './csv/csv.ts';
import { github } from './github/github.ts';
import { googleWorkspace } from './google-workspace/google-workspace.ts';
import { microsoft365 } from './microsoft-365/microsoft-365.ts';
import { okta } from './okta/okta.ts';
import { scim } from './scim/scim.ts';
import { slack } from './slack/slack.ts';
import { zoom } from './zoom/zoom.ts';

/** Every kind of app, by id. */
export const connectors: readonly Connector[] = [
  adobe,
  atlassian,
  csv,
  github,
  googleWorkspace,
  microsoft365,
  okta,
  scim,
  slack,
  zoom,
];

export function findConnector(id: string): Connector | undefined {
  return connectors.find((connector) => connector.id === id);
}
