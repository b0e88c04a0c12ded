import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { loadConfig, type RawEnvironment } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { isSchedule } from '../../src/jobs/schedule.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { connectAtTerminal } from '../../src/shell/connect/start.ts';
import { folder } from '../support/folder.ts';
import { serveUsers, type UserServer } from './user-server.ts';

const TOKEN = 'a-token-that-nobody-may-see';
const YAML = (port: number) => `# Ours
organisation: Acme
domains: [acme.example]
timezone: UTC
network: { allow: ["http://127.0.0.1:${port}"] } # our own server
roster: [{ source: csv, file: roster.csv }]
apps:
  # by hand
  - { id: figma, connector: csv, settings: { accounts: figma.csv } }
`;

/** A question ends with a blank; the terminal's cursor is set behind it. */
const ASKED = new RegExp(`[:\\]] (?:${String.fromCharCode(27)}\\[\\d+G)?$`);

let server: UserServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** Types these lines, each once it is asked for the next one. */
async function typed(
  lines: readonly (string | null)[],
  { word = 'scim', more = '', env = null }: { word?: string; more?: string; env?: string | null } = {},
) {
  server = await serveUsers(TOKEN);
  const directory = folder();
  const file = (name: string) => join(directory, name);
  const before = YAML(server.port) + more.replace('BASE', base());
  writeFileSync(file('seatkeeper.yaml'), before);
  if (env !== null) writeFileSync(file('.env'), env);
  writeFileSync(file('figma.csv'), 'email,status\nana@acme.example,active\n');
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    unref: () => stdin,
  });
  const shown: string[] = [];
  const out = (chunks: string[]) =>
    Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 }).on('data', (chunk) => {
      chunks.push(String(chunk));
    });
  const stdout = out(shown);
  const left = [...lines];
  stdout.on('data', (chunk: Buffer) => {
    if (!ASKED.test(String(chunk))) return;
    const line = left.shift();
    const typed = line === 'BASE' ? base() : line;
    setImmediate(() => (typed === null || typed === undefined ? stdin.end() : stdin.write(`${typed}\r`)));
  });
  const load = (env: RawEnvironment, unset?: 'allowed') =>
    loadConfig({
      ...(unset === undefined ? {} : { unset }),
      flags: { config: file('seatkeeper.yaml'), db: file('seatkeeper.db') },
      env,
      cwd: directory,
      connectors,
      rosterSources,
      isCron: isSchedule,
    });
  const shell = {
    argv: [],
    cwd: directory,
    stdin: stdin as never,
    stdout: stdout as never,
    stderr: out(shown) as never,
    user: 'root',
    onSignal: () => {},
  };
  const code = await connectAtTerminal(shell, { word, env: {}, load });
  const text = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : null);
  return {
    code,
    shown: shown.join(''),
    yaml: text('seatkeeper.yaml'),
    env: text('.env'),
    file,
    before,
  };
}

const base = () => `http://127.0.0.1:${server?.port}/scim`;
/** As an app, with a token. */
const WAY = ['', ''];

test('asks, tries, and writes the entry with every other line as it was, and the secret only into the environment file', async () => {
  const lines = [...WAY, 'BASE', TOKEN, 'hr-tool', '', 'y'];
  const { code, shown, yaml, env, file, before } = await typed(lines);
  expect(code, shown).toBe(0);
  expect(yaml).toBe(
    `${before}  - id: hr-tool\n    connector: scim\n    settings:\n      baseUrl: "${base()}"\n      token: "\${HR_TOOL_TOKEN}"\n`,
  );
  expect(env).toBe(`HR_TOOL_TOKEN=${TOKEN}\n`);
  expect(statSync(file('.env')).mode & 0o777).toBe(0o600);
  expect(shown).not.toContain(TOKEN);
  expect(shown).toContain('It works: SCIM 2.0 can be read.');
  expect(shown).toContain('It reads accounts and addresses.');
});

test('a wrong answer is said without the secret, and the others need not be typed again', async () => {
  const lines = [...WAY, 'BASE', 'another-token', '', '', TOKEN, '', '', ''];
  const { code, shown, yaml, env } = await typed(lines);
  expect(code, shown).toBe(0);
  expect(shown).toContain('It does not work yet.');
  expect(shown).not.toContain('another-token');
  expect(env).toBe(`SCIM_TOKEN=${TOKEN}\n`);
  expect(yaml).toContain('  - id: scim\n');
});

test.each([
  ['gives up after a failure', [...WAY, 'BASE', 'another-token', 'n']],
  ['says no at the end', [...WAY, 'BASE', TOKEN, '', '', 'n']],
  ['ends the input at a question', [...WAY, 'BASE', null]],
  ['ends the input at the first question', [null]],
])('nothing is written when the admin %s', async (_, lines) => {
  const { code, shown, yaml, env, before } = await typed(lines);
  expect({ code, yaml, env }).toEqual({ code: 1, yaml: before, env: null });
  expect(shown).toContain('Nothing was written.');
});

test('what cannot be read is said as it is, and not called a plan where it is a file', async () => {
  const { code, shown } = await typed(['1', 'figma.csv', '', 'exports', 'y'], { word: 'csv' });
  expect(code, shown).toBe(0);
  expect(shown).toContain('It gives no license list (no subscriptions file is set).');
});

test('an id that is taken or cannot be one is asked for again', async () => {
  const { code, shown, yaml } = await typed([...WAY, 'BASE', TOKEN, 'figma', 'HR Tool', 'hr', '', '']);
  expect(code, shown).toBe(0);
  expect(shown).toContain('Another app has this name already.');
  expect(shown).toContain('Use small letters, digits and - only.');
  expect(yaml).toContain('  - id: hr\n');
});

test('a roster source is written under roster, where the list can be added to', async () => {
  const { code, shown, yaml, before } = await typed(['2', '1', 'BASE', TOKEN, '']);
  // roster: [{ … }] is on one line.
  expect(code, shown).toBe(1);
  expect(yaml).toBe(before);
  expect(shown).toContain('in a way that I cannot add to');
  expect(shown).toContain('- source: scim');
});

const ZOOM = `  - { id: zoom, connector: zoom, settings: { accountId: a, clientId: b, clientSecret: "\${ZOOM_CLIENT_SECRET}" } }\n`;
const HR_TOOL = `  - { id: hr-tool, connector: scim, settings: { baseUrl: "BASE", token: "\${HR_TOOL_TOKEN}" } }\n`;

test('connects one more while a variable of another app is not set', async () => {
  const { code, shown, yaml, env, before } = await typed([...WAY, 'BASE', TOKEN, '', '', ''], { more: ZOOM });
  expect(code, shown).toBe(0);
  expect(yaml?.startsWith(before)).toBe(true);
  expect(yaml).toContain('  - id: scim\n');
  expect(env).toBe(`SCIM_TOKEN=${TOKEN}\n`);
  expect(shown).not.toContain('ZOOM_CLIENT_SECRET');
});

test('completes an entry whose variable is not set, and changes nothing but the environment file', async () => {
  const lines = ['', 'another-token', '', TOKEN, ''];
  const { code, shown, yaml, env, before } = await typed(lines, { more: HR_TOOL + ZOOM, env: 'ZOOM=1\n' });
  expect(code, shown).toBe(0);
  expect(shown).toContain('hr-tool is in your settings, but HR_TOOL_TOKEN is not set.');
  expect(shown).toContain('It does not work yet.');
  expect(shown).toContain('It works: SCIM 2.0 can be read.');
  expect(shown).not.toContain(TOKEN);
  expect(yaml).toBe(before);
  expect(env).toBe(`ZOOM=1\nHR_TOOL_TOKEN=${TOKEN}\n`);
});

test('an entry whose variable is in the environment file is complete', async () => {
  const options = { more: HR_TOOL + ZOOM, env: `HR_TOOL_TOKEN=${TOKEN}\n` };
  const { code, shown } = await typed([null], options);
  expect(code).toBe(1);
  expect(shown).not.toContain('is not set');
});

test('does not send a name and a password again that were refused a moment ago', async () => {
  const { code, shown } = await typed([
    '',
    '2',
    'BASE',
    'kim',
    'wrong-password',
    'y',
    '',
    '',
    'wrong-password',
    'n',
  ]);
  expect(code, shown).toBe(1);
  expect(shown).toContain('Each wrong try counts towards the lock of the account');
  expect(shown).toContain(
    'The same name and password were refused a moment ago, so they were not sent again',
  );
  expect(server?.refused()).toBe(1);
});
