import {
  CLIENT as ADOBE_CLIENT,
  SECRET as ADOBE_SECRET,
  adobeUser,
  ORGANIZATION,
  startAdobe,
} from '../connectors/adobe/adobe-server.ts';
import {
  ORGANIZATION as ATLASSIAN,
  atlassianUser,
  KEY,
  startAtlassian,
} from '../connectors/atlassian/atlassian-server.ts';
import { user as githubUser } from '../connectors/github/github-rows.ts';
import { TOKEN as GITHUB_TOKEN, startGithub } from '../connectors/github/github-server.ts';
import {
  settingsFor as googleSettings,
  googleUser,
  startGoogle,
} from '../connectors/google-workspace/google-server.ts';
import {
  CLIENT as GRAPH_CLIENT,
  SECRET as GRAPH_SECRET,
  TENANT,
} from '../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph } from '../connectors/microsoft-365/graph-server.ts';
import { TOKEN as OKTA_TOKEN, oktaUser, startOkta } from '../connectors/okta/okta-server.ts';
import { member } from '../connectors/slack/slack-rows.ts';
import { ADMIN_TOKEN, TOKEN as SLACK_TOKEN, startSlack } from '../connectors/slack/slack-server.ts';
import type { VendorServer } from '../connectors/vendors/server.ts';
import {
  startZoom,
  ACCOUNT as ZOOM_ACCOUNT,
  CLIENT as ZOOM_CLIENT,
  SECRET as ZOOM_SECRET,
  zoomUser,
} from '../connectors/zoom/zoom-server.ts';
import { range } from './range.ts';

/** A vendor of the company's, with one account for each of so many people, `p1@acme.example` and so on. */
interface Vendor {
  /** `most`: rows on a page at most, so that few accounts are several pages. `left`: so many of the last ones were deleted in the directory. */
  readonly start: (accounts: number, most?: number, left?: number) => Promise<VendorServer>;
  /** Secrets are in the second part; seatkeeper.yaml names their variables. */
  readonly settings: (origin: string) => Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Requests of its list of accounts, and the key of the rows in an answer; `null` where the answer is the list. */
  readonly list: RegExp;
  readonly rows: string | null;
}

const email = (n: number) => `p${n}@acme.example`;

const graphUserOf = (n: number) =>
  graphUser(`u${n}`, { mail: email(n), userPrincipalName: email(n), proxyAddresses: [] });

export const VENDORS: Readonly<Record<string, Vendor>> = {
  'microsoft-365': {
    start: (accounts, most, left = 0) =>
      startGraph({
        // Two users on a page; sign-ins, which are slow, all at once.
        ...(most === undefined ? {} : { most }),
        users: range(accounts - left).map(graphUserOf),
        deleted: range(left).map((n) => ({
          ...graphUserOf(accounts - left + n),
          deletedDateTime: '2026-03-06T17:00:00Z',
        })),
      }),
    settings: (origin) => ({ tenant: TENANT, clientId: GRAPH_CLIENT, apiUrl: origin, loginUrl: origin }),
    secrets: { clientSecret: GRAPH_SECRET },
    list: /^GET \/v1\.0\/users/,
    rows: 'value',
  },
  'google-workspace': {
    start: (accounts, most = 2) =>
      startGoogle({
        most,
        users: range(accounts).map((n) =>
          googleUser(n, {
            primaryEmail: email(n),
            emails: [{ address: email(n), primary: true }],
            isAdmin: n === 1,
          }),
        ),
      }),
    settings: (origin) => {
      const { serviceAccount: _, ...rest } = googleSettings(origin) as { serviceAccount: string };
      return rest;
    },
    secrets: { serviceAccount: (googleSettings('') as { serviceAccount: string }).serviceAccount },
    list: /^GET \/admin\/directory\/v1\/users/,
    rows: 'users',
  },
  okta: {
    start: (accounts, most = 2) =>
      startOkta({
        most,
        users: range(accounts).map((n) =>
          oktaUser(`00u${n}`, { profile: { login: email(n), email: email(n) } }),
        ),
      }),
    settings: (origin) => ({ url: origin }),
    secrets: { token: OKTA_TOKEN },
    list: /^GET \/api\/v1\/users/,
    rows: null,
  },
  slack: {
    start: (accounts, most = 2) =>
      startSlack({
        most,
        members: range(accounts).map((n) => member(`U${n}`, { profile: { email: email(n) } })),
      }),
    settings: (origin) => ({ apiUrl: origin }),
    secrets: { token: SLACK_TOKEN, adminToken: ADMIN_TOKEN },
    list: /^GET \/api\/users\.list/,
    rows: 'members',
  },
  github: {
    start: (accounts, most = 4) =>
      startGithub({
        members: range(accounts).map((n) => githubUser(n, { role: n === 1 ? 'admin' : 'member' })),
        verified: Object.fromEntries(range(accounts).map((n) => [`user-${n}`, [email(n)]])),
        most,
      }),
    settings: (origin) => ({ org: 'acme', apiUrl: origin }),
    secrets: { token: GITHUB_TOKEN },
    list: /^GET \/(orgs\/acme|organizations\/1)\/members/,
    rows: null,
  },
  adobe: {
    start: (accounts, most = 2) =>
      startAdobe({ most, users: range(accounts).map((n) => adobeUser(`p${n}`, { email: email(n) })) }),
    settings: (origin) => ({
      organization: ORGANIZATION,
      clientId: ADOBE_CLIENT,
      apiUrl: origin,
      loginUrl: origin,
    }),
    secrets: { clientSecret: ADOBE_SECRET },
    list: /^GET \/v2\/usermanagement\/users\//,
    rows: 'users',
  },
  zoom: {
    start: (accounts, most = 2) =>
      startZoom({ most, users: range(accounts).map((n) => zoomUser(`u${n}`, { email: email(n) })) }),
    settings: (origin) => ({
      accountId: ZOOM_ACCOUNT,
      clientId: ZOOM_CLIENT,
      apiUrl: origin,
      loginUrl: origin,
    }),
    secrets: { clientSecret: ZOOM_SECRET },
    list: /^GET \/v2\/users/,
    rows: 'users',
  },
  atlassian: {
    start: (accounts, most = 2) =>
      startAtlassian({
        most,
        users: range(accounts).map((n) => atlassianUser(`a${n}`, { email: email(n) })),
      }),
    settings: (origin) => ({ organization: ATLASSIAN, apiUrl: origin }),
    secrets: { apiKey: KEY },
    list: /^POST .*\/users\/search$/,
    rows: 'data',
  },
};
