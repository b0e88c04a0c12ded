import { generateKeyPairSync } from 'node:crypto';
import { github } from '../../../src/connectors/github/github.ts';
import { survivesFaults, type VendorKit } from '../vendors/faults.ts';
import type { VendorServer } from '../vendors/server.ts';
import { githubError, throttled } from './github-rows.ts';
import { INSTALLED, startGithub, TOKEN } from './github-server.ts';

type Settings = Parameters<typeof github.connect>[0];

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
});

const KIT: Omit<VendorKit<Settings>, 'settings' | 'token' | 'otherTenant'> = {
  connector: github,
  start: startGithub,
  secrets: [TOKEN, INSTALLED, String(PEM)],
  list: /^GET \/(orgs\/acme|organizations\/1)\/members\?(?!.*role=)/,
  rows: (body) => body as Record<string, unknown>[],
  idKey: 'id',
  namesRow: /\/organizations\/1\/members: \[1\]\.id: /,
  unauthorised: { status: 401, body: { message: 'Bad credentials', status: '401' } },
  forbidden: { reply: githubError('installation token lacks'), right: 'members=read' },
  throttled: (seconds, { clock }) => throttled(seconds, clock),
  ended: (reply) => ({ ...reply, headers: {} }),
  half: 'error',
};

const byToken = ({ origin }: VendorServer) =>
  github.settings.parse({ org: 'acme', token: TOKEN, apiUrl: origin });
const byApp = ({ origin }: VendorServer) =>
  github.settings.parse({ org: 'acme', app: { id: 12, installation: '7', privateKey: PEM }, apiUrl: origin });

survivesFaults('GitHub with a personal token', {
  ...KIT,
  settings: byToken,
  token: 'fixed',
  otherTenant: {
    on: /^GET \/orgs\/acme\/memberships\/robin/,
    change: ({ body, ...reply }) => ({
      ...reply,
      body: { ...(body as object), organization: { login: 'other' } },
    }),
    outcome: 'unexpected-response',
  },
});
survivesFaults('GitHub with an app', {
  ...KIT,
  settings: byApp,
  token: 'fetched',
  otherTenant: {
    on: /^GET \/app\/installations\/7/,
    change: ({ body, ...reply }) => ({
      ...reply,
      body: { ...(body as object), account: { login: 'other', id: 2 } },
    }),
    outcome: 'permission',
  },
});
