// Reads every account and subscription of one vendor by the built connector, and keeps none. Prints what it cost.
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [vendor, origin, build] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(build, 'dist', name)).href);
const [{ connectors }, { createFetch }] = await Promise.all([
  load('connectors/registry.js'),
  load('connectors/network/network.js'),
]);

const client = { clientId: 'bench', clientSecret: 'only-for-the-bench' };
const key = () =>
  String(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
const SETTINGS = {
  okta: () => ({ url: origin, token: 'only-for-the-bench' }),
  slack: () => ({ token: 'xoxb-bench', adminToken: 'xoxp-bench', apiUrl: origin }),
  github: () => ({ org: 'acme', token: 'ghp_bench', apiUrl: origin }),
  'google-workspace': () => ({
    serviceAccount: JSON.stringify({
      type: 'service_account',
      client_email: 'b@acme.example',
      private_key: key(),
    }),
    apiUrl: origin,
    licensingUrl: origin,
    tokenUrl: `${origin}/token`,
  }),
  adobe: () => ({ organization: '12345@AdobeOrg', ...client, apiUrl: origin, loginUrl: origin }),
  zoom: () => ({ accountId: 'bench', ...client, apiUrl: origin, loginUrl: origin }),
  atlassian: () => ({
    organization: '3f2c6a0e-1b2d-4c5e-8f90-a1b2c3d4e5f6',
    apiKey: 'bench',
    apiUrl: origin,
  }),
  // Sign-ins have a limit of five requests in ten seconds, which is no figure of ours.
  'microsoft-365': () => ({
    tenant: 'acme.onmicrosoft.com',
    ...client,
    activity: 'none',
    apiUrl: origin,
    loginUrl: origin,
  }),
};

const connector = connectors.find(({ id }) => id === vendor);
const stop = new AbortController();
const request = createFetch({ allow: [origin] });
// What starting costs is no part of a read.
await (await request(`${origin}/warm`)).text();
const connection = connector.connect(connector.settings.parse(SETTINGS[vendor]()), {
  app: vendor,
  fetch: request,
  signal: stop.signal,
  now: () => new Date(),
  sleep: (ms) => wait(ms, undefined, { signal: stop.signal }),
  directory: '.',
  domains: ['acme.example'],
  timezone: 'UTC',
  groups: [],
  // As in the service: the read leaves a list to the next one, where the connector keeps one.
  kept: () => null,
});
const started = performance.now();
let accounts = 0;
for await (const page of connection.accounts()) accounts += page.length;
await connection.subscriptions?.().catch(() => {});
const seconds = (performance.now() - started) / 1000;
const { requests } = connection.usage();
process.stdout.write(
  JSON.stringify({ accounts, requests, seconds, peak: process.resourceUsage().maxRSS * 1024 }),
);
