// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of seatkeeper.yaml
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOOD, load, problemLines } from '../../support/config.ts';
import { folder } from '../../support/folder.ts';

const YAML = `${GOOD}apps: [{ id: github, connector: github, settings: { org: a, token: "\${TOKEN}" } }]
admin: { slack: { channel: C1 } }
`;

/** A file with that content, closed to others unless a mode is given. */
function secretFile(content: string | Uint8Array, mode = 0o600): string {
  const file = join(folder(), 'secret');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

test('a secret that an editor ended with a line break arrives without it', () => {
  for (const [written, read] of [
    ['ghp_secret_1\n', 'ghp_secret_1'],
    ['ghp_secret_2\r\n', 'ghp_secret_2'],
    ['\ufeffghp_secret_3', 'ghp_secret_3'],
    ['-----BEGIN KEY-----\nabc\n-----END KEY-----\n', '-----BEGIN KEY-----\nabc\n-----END KEY-----'],
  ] as const) {
    const { config } = load(YAML, { TOKEN_FILE: secretFile(written) });
    expect(config.apps[0]?.settings).toEqual({ org: 'a', token: read });
    expect(config.secrets).toEqual([read]);
  }
});

test('every secret of the environment may come from a file, and is still hidden in logs', () => {
  const file = secretFile('xoxb-from-a-file\n');
  const { config, environment } = load(YAML, {
    TOKEN: 'long-enough',
    SLACK_BOT_TOKEN_FILE: file,
    SLACK_SIGNING_SECRET: '',
    SLACK_SIGNING_SECRET_FILE: secretFile('signing-secret'),
    HTTPS_PROXY_FILE: secretFile('http://me:p%40ss@proxy.intern:3128\n'),
  });
  expect(environment.slack).toMatchObject({ botToken: 'xoxb-from-a-file', signingSecret: 'signing-secret' });
  expect(config.network.proxies?.https).toBe('http://me:p%40ss@proxy.intern:3128/');
  expect(config.secrets).toEqual(
    expect.arrayContaining(['xoxb-from-a-file', 'signing-secret', 'p@ss', 'long-enough']),
  );
  expect(config.secretFiles.map(({ variable }) => variable)).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'HTTPS_PROXY',
  ]);
  expect(config.secretFiles[0]).toEqual({ variable: 'SLACK_BOT_TOKEN', file, openToAll: false });
});

test('a path is relative to where Seatkeeper was started, and other variables that end in _FILE are left alone', () => {
  const { config } = load(YAML.replace('a,', '"${ORG_FILE}",'), {
    TOKEN_FILE: 'seatkeeper.yaml',
    ORG_FILE: 'just-text',
    OTHER_FILE: '/does/not/exist',
    PORT_FILE: '/does/not/exist',
  });
  expect(config.apps[0]?.settings).toMatchObject({ org: 'just-text' });
  expect(config.secretFiles).toHaveLength(1);
});

test('a file that every user may read is accepted, because containers mount it like that, and is named', () => {
  const { config } = load(YAML, { TOKEN_FILE: secretFile('ghp_secret', 0o444) });
  expect(config.secretFiles).toMatchObject([{ variable: 'TOKEN', openToAll: true }]);
});

test('a fault in a file is reported as one problem in words, without the content of the file', () => {
  const missing = join(folder(), 'missing');
  const directory = join(folder(), 'directory');
  mkdirSync(directory);
  const open = secretFile('ghp_secret', 0o666);
  const long = secretFile('x'.repeat(70_000));
  const binary = secretFile(Buffer.from([0xff, 0xfe, 0x41]));
  const empty = secretFile(' \n');
  for (const [file, problem] of [
    [missing, 'does not exist'],
    [directory, 'is a folder; write the path of a file'],
    ['/dev/null', 'is not a file; write the path of one'],
    [open, `every user of this machine may change; run chmod 600 ${open}`],
    [long, 'has more than 64 KB; write the path of the secret alone'],
    [binary, 'does not hold text'],
    [empty, 'is empty; write the secret into it'],
  ] as const) {
    expect(problemLines(YAML, { TOKEN_FILE: file })).toEqual([
      `6 apps[0].settings.token: needs TOKEN, and TOKEN_FILE names ${file}, which ${problem}`,
    ]);
    expect(
      problemLines(GOOD, {
        SLACK_BOT_TOKEN_FILE: file,
        SLACK_APP_TOKEN: 'xapp',
        HTTP_PROXY_FILE: file,
      }),
    ).toEqual([
      `- SLACK_BOT_TOKEN_FILE: names ${file}, which ${problem}`,
      `- HTTP_PROXY_FILE: names ${file}, which ${problem}`,
    ]);
  }
});

test('of two places for one secret none is taken', () => {
  const file = secretFile('ghp_secret');
  expect(problemLines(YAML, { TOKEN: 'ghp_other', TOKEN_FILE: file })).toEqual([
    '6 apps[0].settings.token: needs TOKEN, and TOKEN_FILE is set beside TOKEN; keep one of them',
  ]);
  expect(
    problemLines(GOOD, {
      TEAMS_APP_ID: 'i',
      TEAMS_TENANT_ID: 't',
      TEAMS_APP_SECRET: 's',
      TEAMS_APP_SECRET_FILE: file,
    }),
  ).toEqual(['- TEAMS_APP_SECRET_FILE: is set beside TEAMS_APP_SECRET; keep one of them']);
});
