import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FETCHED as ADOBE_FETCHED } from '../../connectors/adobe/adobe-server.ts';
import { INSTALLED } from '../../connectors/github/github-server.ts';
import { SECRETS as GOOGLE_SECRETS } from '../../connectors/google-workspace/google-server.ts';
import { CLIENT, FETCHED as GRAPH_FETCHED, TENANT } from '../../connectors/microsoft-365/graph-rules.ts';
import { CLIENT as OKTA_CLIENT, FETCHED as OKTA_FETCHED } from '../../connectors/okta/okta-server.ts';
import { SCIM_TOKEN } from '../../connectors/slack/slack-server.ts';
import {
  CLIENT as ZOOM_CLIENT,
  FETCHED as ZOOM_FETCHED,
  SECRET as ZOOM_SECRET,
} from '../../connectors/zoom/zoom-server.ts';
import { VENDORS } from '../../support/vendor-list.ts';
import { companyOfVendors, type VendorCompany } from '../../support/vendors.ts';

const pem = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../connectors/fixtures/tls', name), 'utf8');
const keyOf = (type: 'pkcs1' | 'pkcs8') =>
  String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type, format: 'pem' }));
const [GRAPH_KEY, OKTA_KEY, GITHUB_KEY] = [pem('server-key.pem'), keyOf('pkcs8'), keyOf('pkcs1')];
/** Variables of seatkeeper.yaml besides those of `companyOfVendors`. */
const ENV = {
  GRAPH_KEY,
  OKTA_KEY,
  GITHUB_KEY,
  SCIM_TOKEN,
  GRAPH_WRITING: 'secretThatMayWrite-microsoft',
  OKTA_WRITING: '00tokenThatMayWrite',
  GITHUB_WRITING: 'ghp_tokenThatMayWrite',
};
const named = (variable: keyof typeof ENV | 'SLACK_TOKEN') => `\${${variable}}`;

/** The other credentials that vendors take, each as an app of its own, by `vendor` whose server answers. */
const OTHER_WAYS: Readonly<
  Record<string, { readonly vendor: string; settings(origin: string): Readonly<Record<string, unknown>> }>
> = {
  'graph-certificate': {
    vendor: 'microsoft-365',
    settings: (url) => ({
      tenant: TENANT,
      clientId: CLIENT,
      certificate: pem('server.pem'),
      privateKey: named('GRAPH_KEY'),
      apiUrl: url,
      loginUrl: url,
      removal: { clientId: CLIENT, clientSecret: named('GRAPH_WRITING') },
    }),
  },
  'okta-key': {
    vendor: 'okta',
    settings: (url) => ({
      url,
      clientId: OKTA_CLIENT,
      privateKey: named('OKTA_KEY'),
      removal: { token: named('OKTA_WRITING') },
    }),
  },
  'github-app': {
    vendor: 'github',
    settings: (apiUrl) => ({
      org: 'acme',
      app: { id: 12, installation: '7', privateKey: named('GITHUB_KEY') },
      apiUrl,
      removal: { token: named('GITHUB_WRITING') },
    }),
  },
  'slack-scim': {
    vendor: 'slack',
    settings: (apiUrl) => ({ token: named('SLACK_TOKEN'), scimToken: named('SCIM_TOKEN'), apiUrl }),
  },
};

/** What each vendor is sent besides the secrets of its first settings: other credentials, and the tokens it hands out. */
const SENT: Readonly<Record<string, readonly string[]>> = {
  'microsoft-365': [GRAPH_KEY, ENV.GRAPH_WRITING, GRAPH_FETCHED],
  'google-workspace': GOOGLE_SECRETS,
  okta: [OKTA_KEY, ENV.OKTA_WRITING, OKTA_FETCHED],
  slack: [SCIM_TOKEN],
  github: [GITHUB_KEY, ENV.GITHUB_WRITING, INSTALLED],
  adobe: [ADOBE_FETCHED],
  zoom: [ZOOM_FETCHED, btoa(`${ZOOM_CLIENT}:${ZOOM_SECRET}`)],
};

const secretsOf = (vendor: string) => [
  ...Object.values(VENDORS[vendor]?.secrets ?? {}),
  ...(SENT[vendor] ?? []),
];

/** A key may be written over several lines: none of them may be seen either. */
const linesOf = (secret: string) => [secret, ...secret.split('\n').filter((line) => line.length > 40)];

async function companyWithEveryCredential(): Promise<VendorCompany> {
  const acme = await companyOfVendors(4, '', { rosters: true, env: ENV });
  const entries = Object.entries(OTHER_WAYS).map(([id, { vendor, settings }]) => {
    const written = JSON.stringify(settings(acme.servers[vendor]?.origin ?? ''));
    return `  - { id: ${id}, connector: ${vendor}, settings: ${written} }\n`;
  });
  acme.configure((yaml) => yaml.replace('apps:\n', `apps:\n${entries.join('')}`));
  return acme;
}

/** Everything that could hold a secret: what was said, what was logged, and every file of the folder but the settings. */
function expectNoSecret(acme: VendorCompany, texts: readonly string[]): void {
  const files = readdirSync(acme.directory)
    .filter((name) => name !== 'seatkeeper.yaml')
    .map((name) => [name, readFileSync(join(acme.directory, name), 'latin1')] as const);
  expect(files.length).toBeGreaterThan(10);
  for (const secret of Object.keys(VENDORS).flatMap(secretsOf).flatMap(linesOf)) {
    expect(secret.length).toBeGreaterThan(8);
    for (const text of texts) expect(around(secret, text)).toBeNull();
    for (const [name, text] of files) expect(text.includes(secret), name).toBe(false);
  }
}

/** The text around the secret, for people who read the failure. */
function around(secret: string, text: string): string | null {
  const at = text.indexOf(secret);
  return at < 0 ? null : text.slice(Math.max(0, at - 200), at + 200);
}

/** In the form of every vendor at once. */
function refusal(words: string) {
  return {
    ...{ ok: false, message: words, errorSummary: words, errorCode: 'E0000011', error_description: words },
    error: { message: words, code: 401 },
  };
}

test('no secret is kept, shown, logged or exported, whatever the credential, and not when vendors send it back in an error', async () => {
  const acme = await companyWithEveryCredential();
  const logged: string[] = [];
  const office = acme.open({ log: { write: (line: string) => void logged.push(line) } });
  const said: string[] = [];
  const look = async (round: number) => {
    const ids = [...Object.keys(VENDORS), ...Object.keys(OTHER_WAYS)];
    for (const command of [
      ...['status', 'subscriptions', 'health', 'doctor', 'digest', 'audit all', 'removals', 'figures'],
      ...ids.map((id) => `app ${id}`),
    ]) {
      const { message, json } = await office.ask(command);
      said.push(JSON.stringify([message, json]));
    }
    for (const what of [
      'access okta',
      'access github-app',
      'subscriptions',
      'audit',
      'clearing okta',
      'evidence',
    ]) {
      const exported = await office.ask(
        `export ${what} out:${acme.file(`${round} ${what}`.replaceAll(' ', '-'))}.csv`,
      );
      expect(exported.ok, JSON.stringify(exported.message)).toBe(true);
      said.push(JSON.stringify(exported));
    }
    await office.ask(`backup ${acme.file(`backup-${round}.db`)}`);
    said.push(JSON.stringify(await office.news()));
  };

  const first = await office.sync();
  expect(Object.fromEntries(first.map(({ id, result }) => [id, result.status]))).toMatchObject({
    'graph-certificate': 'complete',
    'okta-key': 'complete',
    'github-app': 'complete',
    'slack-scim': 'complete',
    zoom: 'complete',
  });
  await look(1);
  const before = logged.length;
  expect(before).toBeGreaterThan(0);

  // What was asked with comes back in the error.
  for (const server of Object.values(acme.servers))
    server.breakWith({
      on: /./,
      by: (_, { headers, text }) => ({
        status: 401,
        body: refusal(`"${headers.authorization ?? ''}" with "${text}" is not accepted`),
      }),
    });
  acme.at('2026-03-11T12:00:00Z');
  const second = await office.sync();
  expect(second.filter(({ id, result }) => id !== 'csv' && result.status !== 'failed')).toEqual([]);
  expect(logged.length).toBeGreaterThan(before);
  await look(2);
  expectNoSecret(acme, [...said, ...logged, JSON.stringify([first, second])]);
});
