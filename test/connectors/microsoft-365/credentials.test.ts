import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { endingCertificate } from '../../../src/connectors/microsoft-graph/certificate.ts';
import { connectorErrorOf } from '../../support/connector-io.ts';
import { ioFor } from '../vendors/server.ts';
import { closeServers, connected } from './connected.ts';
import { CLIENT, SECRET, TENANT } from './graph-rules.ts';

afterEach(closeServers);

const pem = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/tls', name), 'utf8');
const KEYED = { clientSecret: undefined, certificate: pem('server.pem'), privateKey: pem('server-key.pem') };
const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});

describe('An app registration', () => {
  it.each([
    ['https://graph.microsoft.us', 'https://graph.microsoft.us'],
    ['https://graph.microsoft.us/v1.0/', 'https://graph.microsoft.us'],
    ['https://proxy.acme.example/graph/', 'https://proxy.acme.example/graph'],
    ['https://proxy.acme.example/graph/v1.0', 'https://proxy.acme.example/graph'],
  ])('is asked at %s, whose path is not cut off', (apiUrl, expected) => {
    const given = { tenant: TENANT, clientId: CLIENT, clientSecret: SECRET };
    expect(microsoft365.settings.parse({ ...given, apiUrl, loginUrl: apiUrl })).toMatchObject({
      apiUrl: expected,
      loginUrl: expected,
    });
  });

  it('is reached through a proxy that serves Graph and its tokens at paths of its own', async () => {
    const { server } = await connected({});
    const reached: string[] = [];
    const io = ioFor(server, {
      fetch: (url, init) => {
        const { origin, pathname, search } = new URL(url);
        reached.push(pathname.split('/')[1] ?? '');
        return fetch(`${origin}${pathname.replace(/^\/(?:graph|login)\//, '/')}${search}`, init);
      },
    });
    const settings = microsoft365.settings.parse({
      tenant: TENANT,
      clientId: CLIENT,
      clientSecret: SECRET,
      apiUrl: `${server.origin}/graph`,
      loginUrl: `${server.origin}/login`,
    });
    expect(await microsoft365.connect(settings, io).check()).toEqual([]);
    expect(new Set(reached)).toEqual(new Set(['login', 'graph']));
  });

  it('proves itself by a certificate', async () => {
    const { connection } = await connected({}, KEYED);
    expect(await connection.check()).toEqual([]);
  });

  it('is told all at once which optional rights are missing', async () => {
    const { connection } = await connected({
      lacks: [
        'Organization.Read.All',
        'AuditLog.Read.All',
        'Reports.Read.All',
        'GroupMember.Read.All',
        'MailboxSettings.Read',
      ],
    });
    const found = (await connection.check()).map(({ capability, reason }) => [
      capability,
      [...reason.matchAll(/permission (\S+) of/g)].map(([, right]) => right),
    ]);
    expect(found).toEqual([
      ['subscriptions', ['Organization.Read.All']],
      ['lastActive', ['AuditLog.Read.All', 'Reports.Read.All']],
      ['groups', ['GroupMember.Read.All']],
      ['kind', ['MailboxSettings.Read']],
    ]);
  });

  it('says a month before that its certificate ends', async () => {
    const { server, connection } = await connected({}, KEYED);
    const end = new Date(new X509Certificate(KEYED.certificate).validTo);
    server.clock.now = new Date(end.getTime() - 10 * 86_400_000);
    expect(await connection.check()).toMatchObject([
      {
        capability: 'accounts',
        from: end.toISOString().slice(0, 10),
        reason: expect.stringMatching(/^the certificate ends on \d{4}-\d\d-\d\d; upload a new one/),
      },
    ]);
  });

  it('says that its certificate has ended, and not that it will', async () => {
    const { validTo } = new X509Certificate(KEYED.certificate);
    const after = new Date(Date.parse(validTo) + 3 * 86_400_000);
    const [limit] = endingCertificate(KEYED, 'people', { timezone: 'UTC', now: () => after });
    expect(limit).toMatchObject({
      capability: 'people',
      reason: expect.stringMatching(/^the certificate ended on /),
    });
  });

  it.each([
    ['an expired secret', { clientSecret: 'old-secret-70' }, /secret has expired; make a new one in Entra/],
    ['a wrong secret', { clientSecret: 'wrong-secret-71' }, /the value of a secret/],
    ['another client id', { clientId: 'nobody' }, /has no app with this clientId/],
    ['a tenant that is none', { tenant: 'nowhere.example' }, /there is no such tenant; check tenant/],
  ])('with %s is told what to do', async (_, changes, advice) => {
    const { connection } = await connected({}, changes);
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('auth');
    expect(error.message).toMatch(advice);
    expect(error.message).not.toContain('wrong-secret-71');
  });

  const problems = (changes: object) =>
    microsoft365.settings
      .safeParse({ tenant: TENANT, clientId: CLIENT, clientSecret: SECRET, ...changes })
      .error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`);

  it.each([
    ['tenant', { tenant: 'common' }, 'is not a tenant'],
    ['privateKey', { clientSecret: undefined, certificate: KEYED.certificate }, 'is missing'],
    ['certificate', { clientSecret: undefined, privateKey: KEYED.privateKey }, 'is missing'],
    ['certificate', { ...KEYED, privateKey: OTHER_KEY }, 'was not made with this privateKey'],
    ['clientSecret', { clientSecret: undefined }, 'is missing'],
    ['clientSecret', { ...KEYED, clientSecret: SECRET }, 'is set beside certificate'],
    ['cloud', { cloud: 'mars' }, 'Invalid option'],
  ])('is refused for its %s', (key, changes, words) => {
    expect(problems(changes)).toEqual([expect.stringMatching(new RegExp(`^${key} ${words}`))]);
  });

  it('is asked for in its national cloud', async () => {
    const asked: string[] = [];
    const { io } = await connected();
    const settings = microsoft365.settings.parse({
      tenant: TENANT,
      clientId: CLIENT,
      clientSecret: SECRET,
      cloud: 'usgov-dod',
    });
    const connection = microsoft365.connect(settings, {
      ...io,
      fetch: async (url, init) => {
        asked.push(`${url} ${String(init?.body ?? '')}`);
        return Response.json(
          asked.length === 1 ? { access_token: 'given', expires_in: 3600 } : { value: [] },
        );
      },
    });
    await connection.check();
    expect(asked[0]).toMatch(
      /^https:\/\/login\.microsoftonline\.us\/.*scope=https%3A%2F%2Fdod-graph\.microsoft\.us%2F\.default/,
    );
    expect(asked[1]).toMatch(/^https:\/\/dod-graph\.microsoft\.us\/v1\.0\/users/);
  });
});
