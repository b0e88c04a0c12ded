import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { connectorErrorOf } from '../../support/connector-io.ts';
import { connected } from './connected.ts';
import { KEY, SECRETS, SERVICE_ACCOUNT } from './google-server.ts';

const problemsOf = (settings: object) =>
  googleWorkspace.settings
    .safeParse(settings)
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

const key = (changes: object) => JSON.stringify({ ...JSON.parse(KEY), ...changes });

describe('The settings of Google Workspace', () => {
  it('take a JSON key on one line or several, with or without an admin', () => {
    expect(problemsOf({ serviceAccount: KEY })).toBeUndefined();
    const pretty = JSON.stringify(JSON.parse(KEY), null, 2);
    expect(
      problemsOf({ serviceAccount: pretty, admin: 'admin@acme.co', customer: 'C0123abcd' }),
    ).toBeUndefined();
    const broken = KEY.replaceAll('\\n', '\n');
    expect(problemsOf({ serviceAccount: broken })).toBeUndefined();
    expect(problemsOf({ serviceAccount: KEY.replaceAll('\\n', '\\\\n') })).toBeUndefined();
    expect(problemsOf({})).toEqual([expect.stringContaining('serviceAccount')]);
    expect(problemsOf({ serviceAccount: KEY, domain: 'acme.co' })).toEqual([
      expect.stringContaining('domain'),
    ]);
  });

  it('take addresses of the APIs with and without their paths', () => {
    const { apiUrl, licensingUrl, tokenUrl } = googleWorkspace.settings.parse({
      serviceAccount: KEY,
      apiUrl: 'https://proxy.example/google/admin/directory/v1/',
      licensingUrl: 'https://proxy.example/licensing',
      tokenUrl: 'https://proxy.example',
    });
    expect([apiUrl, licensingUrl, tokenUrl]).toEqual([
      'https://proxy.example/google',
      'https://proxy.example/licensing',
      'https://proxy.example/token',
    ]);
  });

  it.each([
    ['./key.json', 'is the name of a file; write what the file holds, from an environment variable'],
    [String(JSON.parse(KEY).private_key), 'is only the private key; write the whole JSON file that holds it'],
    [
      '{"type": "service_account", ',
      'is not JSON; write the whole JSON key of the service account, from its first { to its last }',
    ],
    [
      JSON.stringify({ installed: { client_id: 'x' } }),
      'is the OAuth client of a desktop app; make a JSON key',
    ],
    [
      JSON.stringify({ type: 'authorized_user' }),
      'is the sign-in of a person (authorized_user); make a JSON key',
    ],
    [key({ private_key: undefined }), 'is a JSON key whose private_key is missing'],
    [key({ private_key: 'MIIE' }), 'is a JSON key whose private_key is not a private key'],
    [key({ client_email: undefined }), 'is a JSON key whose client_email is missing'],
  ])('say what serviceAccount is when it is no key: %#', (serviceAccount, words) => {
    const [problem = ''] = problemsOf({ serviceAccount }) ?? [];
    expect(problem).toContain(`serviceAccount ${words}`);
    for (const secret of SECRETS) expect(problem).not.toContain(secret);
  });

  it('say what admin and customer must be', () => {
    expect(problemsOf({ serviceAccount: KEY, admin: 'Ann', customer: 'acme.co' })).toEqual([
      'admin is not an address; write the address of an admin of this Google Workspace',
      expect.stringMatching(/^customer is not a customer id like C0123abcd, which the Admin console shows/),
    ]);
  });
});

describe('Google Workspace says in one sentence', () => {
  async function refusalOf(given: Parameters<typeof connected>[0], settings?: object, now?: () => Date) {
    const { connection } = await connected(given, {
      ...(settings === undefined ? {} : { settings }),
      ...(now === undefined ? {} : { now }),
    });
    const error = await connectorErrorOf(connection.check());
    const shown = `${error.message} ${error.advice} ${String(error.cause)} ${error.stack}`;
    for (const secret of [...SECRETS, KEY]) expect(shown).not.toContain(secret);
    return error;
  }

  it('which scope to delegate to which client, and where', async () => {
    const error = await refusalOf({ delegated: [] });
    expect(error.kind).toBe('permission');
    expect(error.right).toMatch(/admin\.directory\.user\.readonly$/);
    expect(error.message).toMatch(
      /in the Admin console, under Security .* Domain-wide delegation, add to the client 104857600000000000001: \S+user\.readonly$/,
    );
  });

  it('that the admin does not exist', async () => {
    const error = await refusalOf({}, { admin: 'gone@acme.co' });
    expect(error.kind).toBe('auth');
    expect(error.message).toContain(
      'the setting admin is gone@acme.co, who is no user of this Google Workspace',
    );
  });

  it('that the key was deleted', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const private_key = String(other.export({ type: 'pkcs8', format: 'pem' }));
    const error = await refusalOf({}, { serviceAccount: key({ private_key }) });
    expect(error.kind).toBe('auth');
    expect(error.message).toContain(
      `the key of ${SERVICE_ACCOUNT} was deleted, has expired, or is of another`,
    );
    expect(error.message).not.toContain(private_key);
  });

  it('that the service account was deleted', async () => {
    const error = await refusalOf(
      {},
      { serviceAccount: key({ client_email: 'gone@acme.iam.gserviceaccount.com' }) },
    );
    expect(error.message).toContain(
      'Google does not accept the service account gone@acme.iam.gserviceaccount.com',
    );
  });

  it('that the clock is wrong', async () => {
    const error = await refusalOf({}, undefined, () => new Date('2026-03-10T10:00:00Z'));
    expect(error.message).toContain('the clock of this machine is wrong by some minutes; set it');
  });

  it('that the customer is another one', async () => {
    const error = await refusalOf({}, { admin: 'admin@acme.co', customer: 'C0other' });
    expect(error.message).toContain('check the setting customer: the Admin console shows it');
  });

  it('which privilege the admin lacks', async () => {
    const error = await refusalOf({ forbidden: /\/users$/ });
    expect(error).toMatchObject({ kind: 'permission', right: 'Users > Read' });
    expect(error.message).toContain('an admin role with Users > Read for all organisational units');
  });
});
