import { expect, it, onTestFinished } from 'vitest';
import type { PlanLimits } from '../../src/connectors/base/connector.ts';
import { github } from '../../src/connectors/github/github.ts';
import { slack } from '../../src/connectors/slack/slack.ts';
import { entraRoster } from '../../src/roster/entra.ts';
import { googleRoster } from '../../src/roster/google.ts';
import { TOKEN as GITHUB_TOKEN, startGithub } from './github/github-server.ts';
import { ADMIN, settingsFor, startGoogle } from './google-workspace/google-server.ts';
import { connected } from './microsoft-365/connected.ts';
import { CLIENT, type GraphRight, SECRET, TENANT } from './microsoft-365/graph-rules.ts';
import { startGraph } from './microsoft-365/graph-server.ts';
import { ADMIN_TOKEN, TOKEN as SLACK_TOKEN, startSlack } from './slack/slack-server.ts';
import { ioFor, type VendorServer } from './vendors/server.ts';

/** Before the first read, so that `connect` and `doctor` say what will be missing. */
const said = (limits: PlanLimits) =>
  Object.fromEntries(limits.map(({ capability, reason }) => [capability, reason]));

function open<Server extends VendorServer>(server: Server): Server {
  onTestFinished(() => server.close());
  return server;
}

it.each([
  ['GroupMember.Read.All', 'groups'],
  ['MailboxSettings.Read', 'kind'],
  ['RoleManagement.Read.Directory', 'role'],
  ['Organization.Read.All', 'subscriptions'],
] as [GraphRight, string][])('Microsoft 365 without %s is said before the first read', async (right, off) => {
  const { server, connection } = await connected({ lacks: [right] });
  open(server);
  expect(said(await connection.check())[off]).toContain(right);
});

it.each([
  ['GroupMember.Read.All', 'groups'],
  ['MailboxSettings.Read', 'kind'],
  ['User-LifeCycleInfo.Read.All', 'lastDay'],
] as [GraphRight, string][])(
  'the roster of Entra without %s is said before the first read',
  async (right, off) => {
    const server = open(await startGraph({ lacks: [right] }));
    const settings = entraRoster.settings.parse({
      tenant: TENANT,
      clientId: CLIENT,
      clientSecret: SECRET,
      apiUrl: server.origin,
      loginUrl: server.origin,
    });
    const found = await entraRoster.connect(settings, ioFor(server)).check?.();
    expect(said(found ?? [])[off]).toContain(right);
  },
);

it('the roster of Google without groups is said before the first read', async () => {
  const server = open(await startGoogle({ delegated: ['user.readonly'] }));
  const settings = googleRoster.settings.parse(settingsFor(server.origin, { admin: ADMIN }));
  const found = await googleRoster.connect(settings, ioFor(server)).check?.();
  expect(said(found ?? []).groups).toMatch(/Domain-wide delegation.*group\.readonly/);
});

it('Slack without usergroups:read is said before the first read', async () => {
  const server = open(await startSlack({ scopes: 'users:read,users:read.email,team.billing:read' }));
  const settings = slack.settings.parse({
    token: SLACK_TOKEN,
    adminToken: ADMIN_TOKEN,
    apiUrl: server.origin,
  });
  expect(said(await slack.connect(settings, ioFor(server)).check())).toEqual({
    groups: expect.stringContaining('add the scope'),
  });
});

it('GitHub without admin:org is said before the first read', async () => {
  const server = open(await startGithub({ seats: [] }));
  const settings = github.settings.parse({ org: 'acme', token: GITHUB_TOKEN, apiUrl: server.origin });
  expect(said(await github.connect(settings, ioFor(server)).check()).subscriptions).toContain('admin:org');
});
