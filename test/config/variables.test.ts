// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of seatkeeper.yaml
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, loadConfig } from '../../src/config/config.ts';
import { GOOD, KINDS, load, problemLines } from '../support/config.ts';
import { folder } from '../support/folder.ts';

const github = (settings: string) =>
  `${GOOD}apps: [{ id: github, connector: github, settings: { ${settings} } }]
admin: { slack: { channel: C1 } }
`;

test('variables are filled in after parsing, so that a value cannot become YAML, and are passed on for redaction', () => {
  const { config } = load(github('org: "a-${ORG}-b", token: "${TOKEN}"'), {
    ORG: 'x }, evil: { y: z',
    TOKEN: 'ghp_secret',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
  });
  expect(config.apps[0]?.settings).toEqual({ org: 'a-x }, evil: { y: z-b', token: 'ghp_secret' });
  expect(config.secrets).toEqual(['x }, evil: { y: z', 'ghp_secret', 'xoxb-1', 'xapp-1']);
});

test('$${NAME} stays as ${NAME}', () => {
  expect(
    load(github('org: "$${ORG}", token: "${T}"'), { T: 'long-enough' }).config.apps[0]?.settings,
  ).toMatchObject({ org: '${ORG}' });
});

test.each([
  [
    'org: a, token: "${EMPTY}"',
    '6 apps[0].settings.token: needs the environment variable EMPTY, which is empty',
  ],
  [
    'org: a, token: "${NOT SET}"',
    '6 apps[0].settings.token: has "${NOT SET}", which is not the name of a variable; write ${NAME}',
  ],
  [
    'org: a, token: "${TOKEN"',
    '6 apps[0].settings.token: has "${" without "}"; write ${NAME}, or $${ for the characters themselves',
  ],
  [
    'org: a, token: ghp_plain_text',
    '6 apps[0].settings.token: is a secret in plain text; write "${TOKEN}" and set that environment variable',
  ],
])('%s is one problem', (settings, expected) => {
  expect(problemLines(github(settings), { EMPTY: ' ' })).toEqual([expected]);
});

test('a secret never appears in a problem, wherever it was written', () => {
  const leaky = z.string().refine(() => false, { error: ({ input }) => `cannot use ${String(input)}` });
  const yaml = `organisation: Acme
domains: ["\${S}"]
timezone: "\${S}"
schedule: { sync: "\${S}" }
roster: [{ source: "\${S}" }]
groups: { All: ["\${S}"] }
apps:
  - { id: "\${S}", connector: "\${S}", owner: "\${S}" }
  - { id: a, connector: leaky, settings: "\${S}" }
  - { id: b, connector: github, settings: { org: a, token: "\${S}", baseUrl: "\${S}", plan: "\${S}" } }
`;
  const kinds = {
    ...KINDS,
    connectors: [...KINDS.connectors, { id: 'leaky', name: 'Leaky', settings: leaky }],
    isCron: () => false,
  };
  for (const secret of ['s3!', 'hunter2 "quoted"\nline', 'sk-live-0123456789']) {
    const start = () =>
      loadConfig({ flags: {}, env: { S: secret }, cwd: folder({ 'seatkeeper.yaml': yaml }), ...kinds });
    const thrown = caught(start);
    expect(thrown.problems.length).toBeGreaterThan(8);
    expect(JSON.stringify([thrown.message, thrown.stack, thrown.problems])).not.toContain(
      JSON.stringify(secret).slice(1, -1),
    );
  }
});

function caught(start: () => unknown): ConfigError {
  try {
    start();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

test('the key of a service account is a secret as well', () => {
  expect(problemLines(github('org: a, serviceAccount: a-key'), {})).toContain(
    '6 apps[0].settings.serviceAccount: is a secret in plain text; write "${SERVICE_ACCOUNT}" and set that environment variable',
  );
});
