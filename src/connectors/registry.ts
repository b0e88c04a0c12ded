import { adobe } from './adobe/adobe.ts';
import { atlassian } from './atlassian/atlassian.ts';
import type { Connector } from './base/connector.ts';
import { csv } from './csv/csv.ts';
import { github } from './github/github.ts';
import { googleWorkspace } from './google-workspace/google-workspace.ts';
import { microsoft365 } from './microsoft-365/microsoft-365.ts';
import { okta } from './okta/okta.ts';
import { catalogue } from './rest/catalogue.ts';
import { rest } from './rest/rest.ts';
import { scim } from './scim/scim.ts';
import { slack } from './slack/slack.ts';
import { zoom } from './zoom/zoom.ts';

/** The connectors that are written in code; all others are declared in `catalogues/apps`. */
const BUILT: readonly Connector[] = [
  adobe,
  atlassian,
  csv,
  github,
  googleWorkspace,
  microsoft365,
  okta,
  rest,
  scim,
  slack,
  zoom,
];

/** Every kind of app, by id. */
export const connectors: readonly Connector[] = [...BUILT, ...catalogue].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

export function findConnector(id: string): Connector | undefined {
  return connectors.find((connector) => connector.id === id);
}
