import { expect, onTestFinished, test } from 'vitest';
import type { AlertChannel } from '../../../src/chat/teams/places/conversation-store.ts';
import { answer } from '../../../src/commands/answer.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { connectors } from '../../../src/connectors/registry.ts';
import { isSchedule } from '../../../src/jobs/schedule.ts';
import { createLog } from '../../../src/log.ts';
import { rosterSources } from '../../../src/roster/registry.ts';
import { teamsMemoryOf } from '../../../src/service/chat-memory.ts';
import { examineChat } from '../../../src/service/examine-chat.ts';
import { openContext } from '../../../src/service/open-context.ts';
import { company, people, KIM as SHELL } from '../../support/company.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { CHANNEL, KIM, TENANT } from '../../support/teams/teams-client.ts';

const APP = '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11';
const SECRET = 'sEc~ret.Value-0123456789abcdefghijklmnop';
const CLOUD = { TEAMS_APP_ID: APP, TEAMS_APP_SECRET: SECRET, TEAMS_TENANT_ID: TENANT };
const ALERT_CHANNEL: AlertChannel = {
  conversation: CHANNEL,
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  teamId: CHANNEL,
  botId: `28:${APP}`,
  botName: 'Seatkeeper',
  byAdmin: true,
};

interface Setting {
  readonly env?: Record<string, string>;
  readonly users?: string;
  readonly alertChannel?: AlertChannel | null;
  readonly problem?: string;
  /** The answer of Entra; `'down'`: nothing listens there. */
  readonly entra?: { status: number; body: unknown; aheadMs?: number } | 'down';
}

const TOKEN = 'eyJ-a-token-that-nobody-may-see';
const GIVEN = { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: TOKEN } };
/** As Entra words it: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusal = (code: number, status = 401) => ({
  status,
  body: {
    error: status === 401 ? 'invalid_client' : 'invalid_request',
    error_description: `AADSTS${code}: Said of app '${APP}' with ${SECRET}. Trace ID: 0`,
    error_codes: [code],
  },
});

/** Runs `doctor` like a shell, with an Entra on this machine. */
async function examined({
  env = CLOUD,
  users = KIM,
  alertChannel = ALERT_CHANNEL,
  problem,
  entra = GIVEN,
}: Setting = {}) {
  const asked: { path: string; form: Record<string, string> }[] = [];
  const server = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({
      path: request.url ?? '',
      form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
    });
    if (entra === 'down') return;
    if (entra.aheadMs !== undefined)
      response.setHeader('date', new Date(Date.now() + entra.aheadMs).toUTCString());
    sendJson(response, entra.body, entra.status);
  });
  if (entra === 'down') await server.close();
  else onTestFinished(() => server.close());
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: {},
    yaml: `admin: { teams: { users: [${users}] } }`,
  });
  const loaded = loadConfig({
    flags: { db: acme.file('seatkeeper.db') },
    env,
    cwd: acme.directory,
    connectors,
    rosterSources,
    isCron: isSchedule,
  });
  const log = createLog({ level: 'silent', secrets: [] });
  const context = openContext(loaded.config, ['teams'], {
    now: acme.now,
    log,
    signal: new AbortController().signal,
    progress: () => {},
    examineChat: (store) => examineChat(loaded, log, store, { loginUrl: server.origin }),
  });
  onTestFinished(() => context.store.close());
  const memory = teamsMemoryOf(context);
  if (alertChannel !== null) await memory.installed(alertChannel);
  if (problem !== undefined) await memory.problem(CHANNEL, problem);
  const said = await answer(context, SHELL, 'doctor', async () => []);
  const { checks } = said.json as {
    checks: { name: string; state: string; found: string; fix: string | null }[];
  };
  return {
    asked,
    ok: said.ok,
    text: JSON.stringify(said),
    checks: Object.fromEntries(
      checks.map(({ name, state, found, fix }) => [name, `${state}: ${found} → ${fix}`]),
    ),
  };
}

test('everything is fine except what only the admin can check', async () => {
  const { asked, checks, ok, text } = await examined();
  expect(ok).toBe(true);
  expect(checks).toMatchObject({
    'Teams app id': expect.stringMatching(/^good/),
    'Teams tenant': expect.stringMatching(/^good/),
    'Teams secret': 'good: set → null',
    'Teams admins': expect.stringMatching(/^good: 1 in/),
    'Teams token': expect.stringMatching(/^good/),
    clock: expect.stringMatching(/^good: \d s from Microsoft's/),
    'Teams channel': `good: the channel ${CHANNEL} → null`,
    address: expect.stringMatching(/^unsure: BASE_URL is not set → .*messaging endpoint/),
  });
  expect(checks).not.toHaveProperty('Slack');
  expect(asked).toEqual([
    {
      path: `/${TENANT}/oauth2/v2.0/token`,
      form: {
        grant_type: 'client_credentials',
        client_id: APP,
        client_secret: SECRET,
        scope: 'https://api.botframework.com/.default',
      },
    },
  ]);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(TOKEN);
});

test.each<[string, string, Setting, RegExp]>([
  [
    'a wrong secret',
    'Teams token',
    { entra: refusal(7000215) },
    /^bad: the secret is wrong \(AADSTS7000215\) → .*put its Value into TEAMS_APP_SECRET/,
  ],
  [
    'a secret that has run out',
    'Teams token',
    { entra: refusal(7000222) },
    /^bad: the secret has expired .*→ Make a new one/,
  ],
  [
    'an unknown app',
    'Teams token',
    { entra: refusal(700016, 400) },
    /^bad: the tenant has no such app .*→ .*TEAMS_APP_ID/,
  ],
  [
    'an unknown tenant',
    'Teams token',
    { entra: refusal(90002, 400) },
    /^bad: there is no such tenant .*→ .*TEAMS_TENANT_ID/,
  ],
  [
    'an unknown error of Entra',
    'Teams token',
    { entra: refusal(53003, 400) },
    /^bad: Entra rejected it \(AADSTS53003\) → Compare TEAMS_APP_ID/,
  ],
  [
    'Entra out of reach',
    'Teams token',
    { entra: 'down' },
    /^unsure: Entra cannot be reached \(ECONNREFUSED\)/,
  ],
  [
    'a proxy that answers in the place of Entra',
    'Teams token',
    { entra: { status: 403, body: 'blocked' } },
    /^unsure: Entra cannot be reached \(http_403\)/,
  ],
  [
    'a clock that is behind',
    'clock',
    { entra: { ...GIVEN, aheadMs: 400_000 } },
    /^bad: (?:39\d|40\d) s behind Microsoft's → Set it by NTP/,
  ],
  [
    'the id of a secret instead of its value',
    'Teams secret',
    { env: { ...CLOUD, TEAMS_APP_SECRET: '0d9f2c1b-1111-4222-8333-444455556666' } },
    /^bad: TEAMS_APP_SECRET looks like the id of a secret/,
  ],
  [
    'a domain for a tenant',
    'Teams tenant',
    { env: { ...CLOUD, TEAMS_TENANT_ID: 'acme.onmicrosoft.com' } },
    /^bad: TEAMS_TENANT_ID is not a GUID/,
  ],
  [
    'a name for an app',
    'Teams app id',
    { env: { ...CLOUD, TEAMS_APP_ID: 'seatkeeper' } },
    /^bad: TEAMS_APP_ID is not a GUID/,
  ],
  [
    'an address for an admin',
    'Teams admins',
    { users: 'kim@acme.example' },
    /^bad: not an object id: kim@acme/,
  ],
  [
    'not installed anywhere',
    'Teams channel',
    { alertChannel: null },
    /^bad: Seatkeeper is in no team or chat → Start/,
  ],
  [
    'installed only by a person who is not an admin',
    'Teams channel',
    { alertChannel: { ...ALERT_CHANNEL, byAdmin: false } },
    /^bad: Seatkeeper was added, but not by an admin in admin\.teams\.users/,
  ],
  [
    'a channel that is broken',
    'Teams channel',
    { problem: 'Seatkeeper may not write into its Teams channel any more.' },
    /^bad: the channel \S+ does not accept messages → Seatkeeper may not write/,
  ],
  [
    'one person instead of a channel',
    'Teams channel',
    { alertChannel: { ...ALERT_CHANNEL, kind: 'personal' } },
    /^unsure: the personal chat .*add Seatkeeper to the admin team/,
  ],
  [
    'a channel known from local mode',
    'Teams channel',
    { alertChannel: { ...ALERT_CHANNEL, serviceUrl: 'http://127.0.0.1:56150/' } },
    /^bad: .*not Teams'/,
  ],
  [
    'authentication that is off',
    'TEAMS_LOCAL',
    { env: { TEAMS_LOCAL: '1' } },
    /^bad: ON: CALLERS ARE NOT AUTHENTICATED → .*remove TEAMS_LOCAL/,
  ],
  [
    'Teams that is half set up',
    'Teams',
    { env: {} },
    /^unsure: admin\.teams is set, but TEAMS_APP_ID is not/,
  ],
])('%s is found, with what to do, and no secret is shown', async (_, name, setting, says) => {
  const { checks, text } = await examined(setting);
  expect(checks[name]).toMatch(says);
  for (const secret of [SECRET, setting.env?.TEAMS_APP_SECRET ?? SECRET, TOKEN])
    expect(text).not.toContain(secret);
});

test('settings that cannot be right are not sent to Entra', async () => {
  const { asked } = await examined({ env: { ...CLOUD, TEAMS_TENANT_ID: 'acme.onmicrosoft.com' } });
  expect(asked).toEqual([]);
});
